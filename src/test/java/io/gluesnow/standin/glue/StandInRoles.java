package io.gluesnow.standin.glue;

import io.gluesnow.standin.LoopbackServer.Reply;
import io.gluesnow.standin.LoopbackServer.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STS's AssumeRole (AWS query protocol) beside the stand-in Glue, on the same endpoint: each role
 * of whatever account may be assumed unless refused, and who signs with what came of it is of the
 * role's account from then on.
 */
final class StandInRoles {
  private static final Pattern ROLE =
      Pattern.compile("(?:^|&)RoleArn=(arn:aws:iam::(\\d{12}):role/[^&]+)");
  private static final Pattern KEY = Pattern.compile("Credential=([^/]*)/");

  private final Map<String, String> accountByKey = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final AtomicInteger assumed = new AtomicInteger();

  void refuse(String roleArn) {
    refused.add(roleArn);
  }

  /** How often a role was assumed. */
  int assumed() {
    return assumed.get();
  }

  /** The account whose credentials signed the request; empty for the account of the stand-in. */
  Optional<String> accountOf(Request request) {
    Matcher key = KEY.matcher(request.header("Authorization"));
    return key.find() ? Optional.ofNullable(accountByKey.get(key.group(1))) : Optional.empty();
  }

  /** The answer if the request is AssumeRole. */
  Optional<Reply> answer(Request request) {
    String form =
        URLDecoder.decode(
            new String(request.body(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    if (!form.contains("Action=AssumeRole&")) {
      return Optional.empty();
    }
    Matcher role = ROLE.matcher(form);
    if (!role.find()) {
      return Optional.of(error("ValidationError", "RoleArn is no role of this test"));
    }
    if (refused.contains(role.group(1))) {
      return Optional.of(
          error("AccessDenied", "not authorized to perform: sts:AssumeRole on " + role.group(1)));
    }
    String key = "ASIA" + role.group(2) + assumed.incrementAndGet();
    accountByKey.put(key, role.group(2));
    return Optional.of(
        xml(
            200,
            "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<AssumeRoleResult><Credentials><AccessKeyId>"
                + key
                + "</AccessKeyId><SecretAccessKey>made-up</SecretAccessKey>"
                + "<SessionToken>made-up</SessionToken><Expiration>"
                + Instant.now().plusSeconds(3600)
                + "</Expiration></Credentials><AssumedRoleUser><Arn>"
                + role.group(1)
                + "</Arn><AssumedRoleId>AROAEXAMPLE:gluesnow</AssumedRoleId></AssumedRoleUser>"
                + "</AssumeRoleResult></AssumeRoleResponse>"));
  }

  private static Reply error(String code, String message) {
    return xml(
        403,
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
            + "<Type>Sender</Type><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message></Error></ErrorResponse>");
  }

  private static Reply xml(int status, String body) {
    return Reply.of(status, "text/xml", body.getBytes(StandardCharsets.UTF_8));
  }
}
