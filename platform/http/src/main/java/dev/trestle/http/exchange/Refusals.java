package dev.trestle.http.exchange;

import dev.trestle.domain.credentials.RefusalReason;
import dev.trestle.domain.files.FileRefused;
import dev.trestle.sdk.problem.ProblemType;

/** The refusals of the HTTP floor, each code in one place. */
public final class Refusals {
  private Refusals() {}

  public static Refusal notFound() {
    return new Refusal(
        404,
        ProblemType.NOT_FOUND,
        "PATH_UNKNOWN",
        "There is nothing at this path.",
        "GET / lists the paths of this desk.");
  }

  public static Refusal methodNotAllowed(String allow) {
    return new Refusal(
            405,
            ProblemType.INVALID,
            "METHOD_NOT_ALLOWED",
            "This path does not take this method.",
            "Use one of: " + allow + ".")
        .with("Allow", allow);
  }

  public static Refusal mediaType(String code, String message, String remedy) {
    return new Refusal(415, ProblemType.INVALID, code, message, remedy);
  }

  public static Refusal notAcceptable(String offered) {
    return new Refusal(
        406,
        ProblemType.INVALID,
        "NOT_ACCEPTABLE",
        "No media type in the Accept header can be answered here.",
        "Accept one of: " + offered + ".");
  }

  public static Refusal invalid(String code, String message, String remedy) {
    return new Refusal(400, ProblemType.INVALID, code, message, remedy);
  }

  public static Refusal tooLarge(long bytesMax) {
    return new Refusal(
        413,
        ProblemType.LIMIT,
        "BODY_TOO_LARGE",
        "The body has more than " + bytesMax + " bytes.",
        "Send less at once; files go to /files.");
  }

  /** The client stopped sending before its body was whole. */
  public static Refusal bodyCut() {
    return invalid(
            "BODY_CUT",
            "The body ended before the length that its headers announce.",
            "Send the whole body, with its true Content-Length.")
        .with("Connection", "close");
  }

  public static Refusal unauthenticated(String code, String message, String remedy) {
    return new Refusal(401, ProblemType.UNAUTHENTICATED, code, message, remedy)
        .with("WWW-Authenticate", "Bearer realm=\"trestle\", error=\"invalid_token\"");
  }

  public static Refusal forbidden(String code, String message, String remedy) {
    return new Refusal(403, ProblemType.FORBIDDEN, code, message, remedy);
  }

  public static Refusal passwordChangeDue() {
    return forbidden(
        RefusalReason.PASSWORD_CHANGE_DUE.code(),
        RefusalReason.PASSWORD_CHANGE_DUE.sentence(),
        "Send passwordChange to /graphql, then signIn.");
  }

  public static Refusal csrf() {
    return forbidden(
        "CSRF_HEADER_MISSING",
        "A request of this kind could come from a foreign page without the user's will.",
        "Send the header X-Trestle-CSRF with any value.");
  }

  public static Refusal rateLimited(long secondsUntilFree) {
    return new Refusal(
            429,
            ProblemType.LIMIT,
            "RATE_LIMITED",
            "Too many requests in a short time.",
            "Wait " + secondsUntilFree + " s, then go on more slowly.")
        .with("Retry-After", Long.toString(secondsUntilFree));
  }

  public static Refusal busy() {
    return new Refusal(
            503,
            ProblemType.UNAVAILABLE,
            "DESK_BUSY",
            "The desk is working on as many requests as it can.",
            "Send the same request, with the same operationKey, a little later.")
        .with("Retry-After", "1");
  }

  public static Refusal tooManyOperations(int operationsMax) {
    return new Refusal(
        429,
        ProblemType.LIMIT,
        "OPERATIONS_TOO_MANY",
        "This connection already runs " + operationsMax + " operations.",
        "Complete one of them, or open another connection.");
  }

  public static Refusal slowReader() {
    return new Refusal(
        429,
        ProblemType.LIMIT,
        "SLOW_READER",
        "Events came faster than they were read.",
        "Subscribe again after the last cursor you have seen, and read faster or select less.");
  }

  public static Refusal stopping() {
    return new Refusal(
            503,
            ProblemType.UNAVAILABLE,
            "DESK_STOPPING",
            "The desk is shutting down.",
            "Send the same request, with the same operationKey, to the desk when it is back.")
        .with("Retry-After", "5");
  }

  public static Refusal internal() {
    return new Refusal(
        500,
        ProblemType.INTERNAL,
        "INTERNAL",
        "The desk made a mistake.",
        "Report the traceId to whoever runs this desk.");
  }

  /** A refused file as its status: one exhaustive mapping. */
  public static Refusal of(FileRefused refused) {
    String said = refused.getMessage() == null ? "The file was refused." : refused.getMessage();
    return switch (refused.reason()) {
      case NOT_FOUND ->
          new Refusal(404, ProblemType.NOT_FOUND, "FILE_NOT_FOUND", said, "Check the id.");
      case FORBIDDEN -> forbidden("FILE_FORBIDDEN", said, "Ask for the permission it needs.");
      case TOO_LARGE ->
          new Refusal(413, ProblemType.LIMIT, "FILE_TOO_LARGE", said, "Send a smaller file.");
      case INVALID -> invalid("FILE_INVALID", said, "Correct it and send the file again.");
      case DISK_FULL ->
          new Refusal(
                  507, ProblemType.UNAVAILABLE, "DISK_FULL", said, "Try again once space is free.")
              .with("Retry-After", "60");
      case UNAVAILABLE ->
          new Refusal(503, ProblemType.UNAVAILABLE, "FILES_UNAVAILABLE", said, "Try again later.")
              .with("Retry-After", "10");
    };
  }
}
