package io.gluesnow.glue;

import io.gluesnow.catalog.Snapshot;
import java.util.Set;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;

/**
 * What a failed call means. Errors are told apart by code, since Glue sends more of them
 * (throttling first of all) than the SDK has classes for.
 */
final class GlueErrors {
  private static final int MAX_SENTENCE = 500;

  /** Codes that pass by themselves; any 429 and 5xx is treated likewise. */
  private static final Set<String> PASSING =
      Set.of(
          "ThrottlingException",
          "Throttling",
          "ThrottledException",
          "RequestThrottled",
          "RequestThrottledException",
          "TooManyRequestsException",
          "RequestLimitExceeded",
          "LimitExceededException",
          "ProvisionedThroughputExceededException",
          "SlowDown",
          "InternalServiceException",
          "InternalFailure",
          "InternalServerError",
          "InternalServerException",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "OperationTimeoutException",
          "ConcurrentModificationException",
          "FederationSourceRetryableException",
          "ResourceNotReadyException",
          "RequestTimeout",
          "RequestTimeoutException",
          // The provider of the credentials brings new ones, or the clock is put right.
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired");

  /** Codes that only somebody's permission, key, network or federated source can mend. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "AccessDeniedException",
          "AccessDenied",
          "GlueEncryptionException",
          "FederationSourceException",
          "PermissionTypeMismatchException",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "IncompleteSignature",
          "SignatureDoesNotMatch",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "OptInRequired");

  private GlueErrors() {}

  /**
   * Whether Glue says that there is no such thing. A federated source that cannot find a table may
   * as well be one that is set up wrongly.
   */
  static boolean isNotFound(Throwable failure) {
    Throwable cause = cause(failure);
    return cause instanceof EntityNotFoundException
        && !Boolean.TRUE.equals(((EntityNotFoundException) cause).fromFederationSource());
  }

  /** Whether asking again later may help. */
  static boolean passes(Throwable failure) {
    return !isNotFound(failure)
        && answer(failure)
            .accept(
                new GlueAnswer.Visitor<Boolean>() {
                  @Override
                  public Boolean snapshot(Snapshot snapshot) {
                    return false;
                  }

                  @Override
                  public Boolean throttled(String reason) {
                    return true;
                  }

                  @Override
                  public Boolean denied(String reason) {
                    return false;
                  }

                  @Override
                  public Boolean invalid(String reason) {
                    return false;
                  }
                });
  }

  /** What any failure but {@link #isNotFound} comes to. */
  static GlueAnswer answer(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof EntityNotFoundException) {
      return GlueAnswer.denied("The federated source says that there is no such table.");
    }
    if (cause instanceof AwsServiceException) {
      return serviceAnswer((AwsServiceException) cause);
    }
    if (cause instanceof SdkClientException) {
      return GlueAnswer.throttled(cut("Glue could not be reached: " + cause.getMessage()));
    }
    if (cause instanceof GlueCalls.TooManyPlaces) {
      return GlueAnswer.denied(cause.getMessage());
    }
    return GlueAnswer.invalid(cut("Glue's answer could not be understood: " + cause));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static GlueAnswer serviceAnswer(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String code = details == null || details.errorCode() == null ? "" : details.errorCode();
    int status = failure.statusCode();
    // The token service of assumed roles answers here too.
    String service = failure instanceof GlueException ? "Glue" : service(details);
    String sentence = cut(service + " answered " + status + " " + code + ": " + message(failure));
    if (PASSING.contains(code)) {
      return GlueAnswer.throttled(sentence);
    }
    if (FORBIDDEN.contains(code)) {
      return GlueAnswer.denied(sentence);
    }
    if (status >= 500 || status == 429 || status == 408) {
      return GlueAnswer.throttled(sentence);
    }
    return status == 401 || status == 403
        ? GlueAnswer.denied(sentence)
        : GlueAnswer.invalid(sentence);
  }

  private static String service(AwsErrorDetails details) {
    return details == null || details.serviceName() == null ? "AWS" : details.serviceName();
  }

  private static String message(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorMessage() == null
        ? "(without a message)"
        : details.errorMessage();
  }

  private static String cut(String sentence) {
    return sentence.length() <= MAX_SENTENCE ? sentence : sentence.substring(0, MAX_SENTENCE) + "…";
  }
}
