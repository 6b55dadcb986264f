package io.gluesnow.judge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this machine has of the programs that the judges run on. */
final class Machine {

  private static final int OLDEST_PYTHON_3 = 10;
  private static final int OLDEST_NODE = 18;

  private Machine() {}

  /**
   * The Python to make an environment with.
   *
   * @throws IllegalStateException in plain words, if there is none that is new enough
   */
  static String python() {
    Optional<Integer> minor = version("Python 3\\.(\\d+)", "python3", "--version");
    if (minor.isEmpty() || minor.get() < OLDEST_PYTHON_3) {
      throw new IllegalStateException(
          "The judges of the integration tests (moto, sqlfluff, cfn-lint) need python3 3."
              + OLDEST_PYTHON_3
              + " or newer with venv on the PATH, and this machine has "
              + minor.map(found -> "3." + found).orElse("none")
              + ". Debian: apt-get install python3 python3-venv.");
    }
    return "python3";
  }

  /** Node, if it is new enough and npm is there as well. */
  static Optional<String> node() {
    Optional<Integer> major = version("v(\\d+)\\.", "node", "--version");
    boolean npm = version("(\\d+)\\.", "npm", "--version").isPresent();
    return major.filter(found -> npm && found >= OLDEST_NODE).map(found -> "node");
  }

  private static Optional<Integer> version(String pattern, String... command) {
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Program.run("", command));
      return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }
}
