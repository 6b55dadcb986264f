package io.gluesnow.flink;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link ScopeNews}: a letter for the case, then what it is in its own form. */
public final class ScopeNewsSerializer extends ValueSerializer<ScopeNews> {
  private static final long serialVersionUID = 1L;
  private static final SweepSerializer SWEEP_FORM = new SweepSerializer();
  private static final PauseSerializer PAUSE_FORM = new PauseSerializer();

  private static final char SWEEP = 's';
  private static final char PAUSE = 'p';

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<ScopeNews> type() {
    return ScopeNews.class;
  }

  @Override
  protected void write(ScopeNews news, DataOutputStream out) throws IOException {
    news.accept(
        new ScopeNews.Visitor<Void, IOException>() {
          @Override
          public Void sweep(Sweep sweep) throws IOException {
            out.writeByte(SWEEP);
            writePart(SWEEP_FORM, sweep, out);
            return null;
          }

          @Override
          public Void pause(Pause pause) throws IOException {
            out.writeByte(PAUSE);
            writePart(PAUSE_FORM, pause, out);
            return null;
          }
        });
  }

  @Override
  protected ScopeNews read(int version, DataInputStream in) throws IOException {
    char kind = (char) in.readByte();
    switch (kind) {
      case SWEEP:
        return ScopeNews.sweep(readPart(SWEEP_FORM, in));
      case PAUSE:
        return ScopeNews.pause(readPart(PAUSE_FORM, in));
      default:
        throw new IOException("no news of many tables begins with '" + kind + "'");
    }
  }
}
