package io.gluesnow.cloudtrail.archive;

import io.gluesnow.cloudtrail.EventSources;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds where records of a {@code Records} array begin, and which of them might matter, at nearly
 * the speed of inflating: many bytes at a time, stopping only at the few that can matter. It
 * decides nothing that it cannot prove for valid JSON; where it cannot, it says so, and {@link
 * Outline} reads that record byte by byte.
 *
 * <p>The proofs rest on one fact: inside a JSON string no quote stands without a backslash before
 * it, and behind its last quote no letter can follow. So
 *
 * <ul>
 *   <li>in <code>[{"a</code> and <code>["a</code> the bracket is no text: it begins an array. In
 *       <code>]},"a</code> and <code>]},{"a</code> it is none either: it ends an array, the one
 *       that began last. A bracket is surely text where none of what may stand behind such brackets
 *       does; and <code>[]</code> makes no difference. Any other bracket stops this lane. So it
 *       knows how many arrays are open that began within the record.
 *   <li>If none is, a brace is the record's list's, or a value's, which stands behind a colon, or
 *       text. In <code>},{"eventVersion":"</code> it is no text: the next record begins. Any other
 *       brace that may not be text, behind a comma or white space, stops this lane.
 *   <li>An array that ends though none is open is the list itself, and stops this lane.
 *   <li>A record that matters holds {@code "eventSource"}, a colon and, say, {@code
 *       "glue.amazonaws.com"} with nothing but white space between them, unless letters of it are
 *       written as escapes. Each of these names has one z, which is rare otherwise.
 * </ul>
 */
final class FastLane {
  /** Why {@link #run} came back. */
  enum Stop {
    /** All that is in the window was read; it goes on after a fill. */
    MORE,
    /**
     * The record at {@link Window#keep} ends before the comma before {@link Window#at}, where the
     * next one begins, and it might matter.
     */
    CANDIDATE,
    /** Nothing is known of the record at {@link Window#keep}. */
    UNSURE
  }

  /** What a bracket is. */
  private enum Bracket {
    TEXT,
    OF_AN_ARRAY,
    UNKNOWN
  }

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** No decision needs more bytes behind a place than this. */
  private static final int AHEAD = 32;

  /** How many bytes are looked at together. */
  private static final int BLOCK = 32;

  /** How many words are searched at a time, at most: what they give stays in the first cache. */
  private static final int WORDS = 256;

  private static final long HIGH = 0x8080808080808080L;
  private static final long LOW_7 = 0x7f7f7f7f7f7f7f7fL;

  /** Added to seven bits, it sets the eighth from <code>[</code> on; {@code \\} is next. */
  private static final long FROM_OPENING = 0x2525252525252525L;

  /** Added to seven bits, it sets the eighth behind <code>]</code>. */
  private static final long BEHIND_CLOSING = 0x2222222222222222L;

  private static final long BRACE = 0x7b7b7b7b7b7b7b7bL;

  /** Of these bits a comma and white space have none, but a colon has, and a bracket. */
  private static final long NO_COMMA = 0x5050505050505050L;

  private static final long SMALL_Z = 0x7a7a7a7a7a7a7a7aL;

  /** Makes eight high bits one byte. */
  private static final long GATHER = 0x0102040810204080L;

  private static final long BORDER_1 = word("{\"eventV");
  private static final long BORDER_2 = word("ersion\":");
  private static final String DOMAIN = ".amazonaws.com";

  /** How many bytes of the domain stand before its z. */
  private static final int Z = DOMAIN.indexOf('z');

  private static final byte[] BEHIND_Z = ascii("zonaws.com\"");
  private static final byte[] KEY = ascii("\"eventSource\"");
  private static final byte[][] NAMES = names();

  /** The eight bytes before the z of each name. */
  private static final long[] BEFORE_Z = beforeZ();

  private final long[] loud = new long[WORDS];

  // Of the record that is being read; places are counted from its first byte.
  private int scanned;
  private int openArrays;
  private boolean candidate;
  private long passed;

  /** A record begins at {@link Window#keep}. */
  void begin() {
    scanned = 1;
    openArrays = 0;
    candidate = false;
  }

  /** The services' names before the domain; with others this lane would miss records. */
  private static byte[][] names() {
    return EventSources.RELEVANT.stream()
        .map(
            source -> {
              if (!source.endsWith(DOMAIN) || !source.matches("[a-z0-9.]{4,}")) {
                throw new IllegalStateException("this lane does not find " + source);
              }
              return ascii(source.substring(0, source.length() - DOMAIN.length()));
            })
        .toArray(byte[][]::new);
  }

  private static long[] beforeZ() {
    return Arrays.stream(NAMES)
        .mapToLong(
            name -> {
              byte[] all = ascii(new String(name, StandardCharsets.US_ASCII) + DOMAIN);
              return word(all, name.length + Z - 8);
            })
        .toArray();
  }

  /** How many records were passed over since this was last asked. */
  long takePassed() {
    long count = passed;
    passed = 0;
    return count;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static long word(String text) {
    return word(ascii(text), 0);
  }

  private static long word(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  /** Passes over records until one needs a closer look or the window ends. */
  Stop run(Window window) {
    int last = window.to - BLOCK - AHEAD;
    int from = window.keep + scanned;
    // Blocks lie the same in the object, whatever came in when: broken JSON too is read in one way.
    int at = from - (int) (window.offset(from) & BLOCK - 1);
    while (at <= last) {
      int words = Math.min(WORDS, (last - at) / BLOCK * (BLOCK / 8) + BLOCK / 8);
      listen(window.bytes, at, words);
      for (int i = 0; i < words; i += BLOCK / 8) {
        if ((loud[i] | loud[i + 1] | loud[i + 2] | loud[i + 3]) != 0) {
          Stop stop = look(window, i, at + 8 * i, from);
          if (stop != Stop.MORE) {
            return stop;
          }
        }
      }
      at += 8 * words;
    }
    scanned = Math.max(from, at) - window.keep;
    return Stop.MORE;
  }

  /**
   * Marks the bytes that can matter. HotSpot makes vector instructions of this loop, which is why
   * it does nothing else, and each word knows nothing of the others.
   */
  private void listen(byte[] bytes, int from, int words) {
    for (int i = 0; i < words; i++) {
      loud[i] = loud(word(bytes, from + 8 * i));
    }
  }

  /**
   * The high bit of each byte that is one of <code>z [ \ ]</code>, or a brace behind a comma or
   * white space or at the word's beginning; other bytes are marked if the ASCII character with the
   * same seven bits is.
   */
  private static long loud(long word) {
    long low = word & LOW_7;
    long brackets = (low + FROM_OPENING) & ~(low + BEHIND_CLOSING);
    long noBraces = (low ^ BRACE | low << 8 & NO_COMMA) + LOW_7;
    long noZ = (low ^ SMALL_Z) + LOW_7;
    return (brackets | ~(noBraces & noZ)) & HIGH;
  }

  /** Looks at what is loud in a block. */
  private Stop look(Window window, int i, int block, int from) {
    byte[] bytes = window.bytes;
    long places =
        gathered(loud[i])
            | gathered(loud[i + 1]) << 8
            | gathered(loud[i + 2]) << 16
            | gathered(loud[i + 3]) << 24;
    if (block < from) {
      places = places >>> from - block << from - block;
    }
    for (; places != 0; places &= places - 1) {
      int place = block + Long.numberOfTrailingZeros(places);
      byte b = bytes[place];
      if (b == '{') {
        if (openArrays == 0 && bytes[place - 1] != ':') {
          if (isBorder(bytes, place)) {
            if (candidate) {
              window.at = place;
              return Stop.CANDIDATE;
            }
            passed++;
            window.keep = place;
          } else if (mayBeginAnObject(bytes, place)) {
            return Stop.UNSURE;
          }
        }
      } else if (b == 'z') {
        candidate |= endsASource(bytes, place, window.keep);
      } else if (b == '[' || b == ']') {
        Bracket kind = b == '[' ? opening(bytes, place) : closing(bytes, place);
        if (kind == Bracket.OF_AN_ARRAY) {
          openArrays += b == '[' ? 1 : -1;
        }
        if (kind == Bracket.UNKNOWN || openArrays < 0) {
          return Stop.UNSURE;
        }
      } else if (b == '\\' && bytes[place + 1] == 'u') {
        candidate |= spellsPartOfAName(bytes, place + 2);
      }
    }
    return Stop.MORE;
  }

  private static long gathered(long high) {
    return ((high >>> 7) * GATHER) >>> 56;
  }

  private static boolean isBorder(byte[] bytes, int place) {
    return word(bytes, place) == BORDER_1
        && word(bytes, place + 8) == BORDER_2
        && bytes[place + 16] == '"'
        && bytes[place - 1] == ','
        && bytes[place - 2] == '}';
  }

  private static boolean mayBeginAnObject(byte[] bytes, int brace) {
    byte next = bytes[brace + 1];
    return next == '"' || next == '}' || isSpace(next);
  }

  private static Bracket opening(byte[] bytes, int place) {
    byte next = bytes[place + 1];
    if (next == ']' || next == '{' && !mayBeginAnObject(bytes, place + 1)) {
      return Bracket.TEXT;
    }
    int quote = next == '{' ? place + 2 : place + 1;
    if (bytes[quote] == '"') {
      return isLetter(bytes[quote + 1]) ? Bracket.OF_AN_ARRAY : Bracket.UNKNOWN;
    }
    return mayBeginAValue(next) || isSpace(next) ? Bracket.UNKNOWN : Bracket.TEXT;
  }

  /** Whether a value that is no string can begin so. */
  private static boolean mayBeginAValue(byte b) {
    return b >= '0' && b <= '9'
        || b == '-'
        || b == 't'
        || b == 'f'
        || b == 'n'
        || b == '{'
        || b == '[';
  }

  private static Bracket closing(byte[] bytes, int place) {
    if (bytes[place - 1] == '[') {
      return Bracket.TEXT;
    }
    int at = place + 1;
    while (at < place + AHEAD - 4 && (bytes[at] == '}' || bytes[at] == ']')) {
      at++;
    }
    byte next = bytes[at];
    if (next == ',') {
      int quote = bytes[at + 1] == '{' ? at + 2 : at + 1;
      boolean isOfAnArray = bytes[quote] == '"' && isLetter(bytes[quote + 1]);
      boolean isText = bytes[quote] == '\\';
      return isOfAnArray ? Bracket.OF_AN_ARRAY : isText ? Bracket.TEXT : Bracket.UNKNOWN;
    }
    // Behind the list's end and its document's another document may begin, with any value.
    boolean mayGoOn = at > place + 1 && (next == '"' || next == '}' || mayBeginAValue(next));
    return mayGoOn || next == ']' || isSpace(next) ? Bracket.UNKNOWN : Bracket.TEXT;
  }

  /** Whether the text around this z is a service's name, and the value of some eventSource. */
  private static boolean endsASource(byte[] bytes, int z, int record) {
    long before = word(bytes, z - 8);
    for (int i = 0; i < BEFORE_Z.length; i++) {
      if (before == BEFORE_Z[i] && isSource(bytes, z, NAMES[i], record)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSource(byte[] bytes, int z, byte[] name, int from) {
    if (!matches(BEHIND_Z, bytes, z)) {
      return false;
    }
    int at = z - Z - name.length;
    if (at <= from || bytes[at - 1] != '"' || !matches(name, bytes, at)) {
      return false;
    }
    at -= 2;
    while (at > from && isSpace(bytes[at])) {
      at--;
    }
    if (bytes[at] != ':') {
      return false;
    }
    at--;
    while (at > from && isSpace(bytes[at])) {
      at--;
    }
    at -= KEY.length - 1;
    return at > from && matches(KEY, bytes, at);
  }

  private static boolean matches(byte[] text, byte[] bytes, int at) {
    return Arrays.equals(text, 0, text.length, bytes, at, at + text.length);
  }

  /** Whether four hexadecimal digits spell what a key or name that is looked for can hold. */
  private static boolean spellsPartOfAName(byte[] bytes, int digits) {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = unit << 4 | Character.digit(bytes[digits + i], 16);
    }
    return unit == '.'
        || unit >= '0' && unit <= '9'
        || unit >= 'A' && unit <= 'Z'
        || unit >= 'a' && unit <= 'z';
  }

  private static boolean isLetter(byte b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
