package io.gluesnow.cloudtrail.archive;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** As many keys as wanted and no object behind them: none of them is held anywhere. */
public final class GeneratedStore implements ObjectStore {
  public static final ArchiveLocation LOCATION = ArchiveLocation.parse("s3://generated");

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final String ACCOUNT = "111122223333";
  private static final String REGION = "eu-west-1";
  private static final String REGION_FOLDER = "AWSLogs/" + ACCOUNT + "/CloudTrail/" + REGION + "/";

  private final int days;
  private final int objectsADay;
  private int calls;
  private boolean isBroken;

  public GeneratedStore(int days, int objectsADay) {
    this.days = days;
    this.objectsADay = objectsADay;
  }

  /** How often it was asked so far. */
  public int calls() {
    return calls;
  }

  /** From now on nothing can be listed. */
  public void breakDown() {
    isBroken = true;
  }

  @Override
  public List<String> folders(String prefix) throws IOException {
    asked();
    List<String> folders = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      String folder = folder(day);
      if (folder.startsWith(prefix)) {
        String child = folder.substring(0, folder.indexOf('/', prefix.length()) + 1);
        if (folders.isEmpty() || !folders.get(folders.size() - 1).equals(child)) {
          folders.add(child);
        }
      }
    }
    return folders;
  }

  @Override
  public List<StoredObject> objects(String folder, String after, int most) throws IOException {
    asked();
    List<StoredObject> page = new ArrayList<>();
    int first = after.isEmpty() ? 0 : number(after) + 1;
    for (int i = first; i < objectsADay && page.size() < most; i++) {
      page.add(StoredObject.of(key(folder, i), 1_000 + i % 7));
    }
    return page;
  }

  private void asked() throws IOException {
    calls++;
    if (isBroken) {
      throw new IOException("the folder of the archive cannot be listed: access denied");
    }
  }

  private static String folder(int day) {
    LocalDate date = FIRST.plusDays(day);
    return REGION_FOLDER
        + String.format(
            "%d/%02d/%02d/", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  private static String key(String folder, int i) {
    String day = folder.substring(REGION_FOLDER.length()).replace("/", "");
    return String.format(
        "%s%s_CloudTrail_%s_%sT0000Z_%016d.json.gz", folder, ACCOUNT, REGION, day, i);
  }

  private static int number(String key) {
    int end = key.length() - ".json.gz".length();
    return Integer.parseInt(key.substring(end - 16, end));
  }

  @Override
  public InputStream open(String key) throws IOException {
    throw new UnreadableObjectException("it is gone", null);
  }

  @Override
  public String address(String key) {
    return "s3://generated/" + key;
  }

  @Override
  public void close() {}
}
