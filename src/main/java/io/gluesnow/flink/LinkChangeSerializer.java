package io.gluesnow.flink;

import io.gluesnow.catalog.LinkTarget;
import io.gluesnow.catalog.Scope;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Stored form of {@link LinkChange}. */
public final class LinkChangeSerializer extends ValueSerializer<LinkChange> {
  private static final long serialVersionUID = 1L;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected Class<LinkChange> type() {
    return LinkChange.class;
  }

  @Override
  protected void write(LinkChange change, DataOutputStream out) throws IOException {
    writeText(change.link().toString(), out);
    writeText(change.target().map(LinkTarget::toString).orElse(""), out);
    writeTime(change.at(), out);
  }

  @Override
  protected LinkChange read(int version, DataInputStream in) throws IOException {
    Scope link = Scope.parse(readText(in));
    String target = readText(in);
    return LinkChange.of(link, target.isEmpty() ? null : LinkTarget.parse(target), readTime(in));
  }
}
