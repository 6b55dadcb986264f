package io.gluesnow.glue;

import io.gluesnow.catalog.Snapshot;

/** What tests want to know of an answer. */
final class Answers {
  private Answers() {}

  static String kind(GlueAnswer answer) {
    return answer.accept(
        new GlueAnswer.Visitor<String>() {
          @Override
          public String snapshot(Snapshot snapshot) {
            return "snapshot";
          }

          @Override
          public String throttled(String reason) {
            return "throttled";
          }

          @Override
          public String denied(String reason) {
            return "denied";
          }

          @Override
          public String invalid(String reason) {
            return "invalid";
          }
        });
  }

  static Snapshot snapshot(GlueAnswer answer) {
    return answer.accept(
        new GlueAnswer.Visitor<Snapshot>() {
          @Override
          public Snapshot snapshot(Snapshot snapshot) {
            return snapshot;
          }

          @Override
          public Snapshot throttled(String reason) {
            throw new AssertionError(answer);
          }

          @Override
          public Snapshot denied(String reason) {
            throw new AssertionError(answer);
          }

          @Override
          public Snapshot invalid(String reason) {
            throw new AssertionError(answer);
          }
        });
  }
}
