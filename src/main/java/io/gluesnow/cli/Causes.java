package io.gluesnow.cli;

/** Why something failed, out of what Java says about it. */
final class Causes {
  private static final String CAUSED_BY = "Caused by: ";

  private Causes() {}

  /**
   * What the deepest cause of a stack trace says: there the code that knows has spoken. Its class
   * only where it says nothing, or nothing but a class.
   */
  static String deepest(String stackTrace) {
    String first = stackTrace.strip();
    int last = first.lastIndexOf(CAUSED_BY);
    String said = last < 0 ? first : first.substring(last + CAUSED_BY.length());
    StringBuilder message = new StringBuilder();
    for (String line : (Iterable<String>) said.lines()::iterator) {
      if (line.startsWith("\tat ") || line.startsWith("\t... ")) {
        break;
      }
      message.append(message.length() == 0 ? "" : "\n").append(line.strip());
    }
    return withoutClass(message.toString());
  }

  /** Of an exception at hand. */
  static String of(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null || deepest.getMessage().isBlank()
        ? deepest.getClass().getSimpleName()
        : withClassWhereNeeded(deepest);
  }

  // "Connection refused" says enough; "/tmp/x" or "null" of some exceptions of the JDK does not.
  private static String withClassWhereNeeded(Throwable failure) {
    String message = failure.getMessage();
    return message.contains(" ") ? message : failure.getClass().getSimpleName() + ": " + message;
  }

  private static String withoutClass(String message) {
    int colon = message.indexOf(": ");
    String name = colon < 0 ? message : message.substring(0, colon);
    if (!name.matches("[\\w.$]*\\.[\\w$]+")) {
      return message;
    }
    String simple = name.substring(name.lastIndexOf('.') + 1);
    String rest = colon < 0 ? "" : message.substring(colon + 2);
    return rest.contains(" ") ? rest : rest.isEmpty() ? simple : simple + ": " + rest;
  }
}
