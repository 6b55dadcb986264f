package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;

/** CloudTrail leaves out a request of more than 100 KB, and says so in its place. */
final class Omission {
  private Omission() {}

  /** The marker has been seen as the string "true"; a boolean would be no surprise. */
  static boolean isIn(JsonNode request) {
    return request.path("omitted").asBoolean(false);
  }

  static Illegible leavesNothingThatNames(String what, JsonNode request) {
    return new Illegible(
        "CloudTrail omitted the request ("
            + Fields.text(request, "reason").map(r -> Fields.cut(r, 200)).orElse("no reason given")
            + "), and no resource of the record names the "
            + what);
  }
}
