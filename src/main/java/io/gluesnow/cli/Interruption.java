package io.gluesnow.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish of a person that a command comes to its end: Ctrl-C, or the signal TERM. The second such
 * wish ends the process at once.
 */
public final class Interruption {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch raised = new CountDownLatch(1);

  private Interruption() {}

  /** Raised by nobody but {@link #raise}. */
  public static Interruption byHand() {
    return new Interruption();
  }

  /**
   * Raised by the process's signals. Not a shutdown hook: those run all at once, and Flink's own
   * would delete the files that a savepoint is made from.
   */
  public static Interruption bySignal() {
    Interruption interruption = new Interruption();
    interruption.heed("INT");
    interruption.heed("TERM");
    return interruption;
  }

  /** By reflection, since the compiler warns of this class in any case; every JDK has it. */
  private void heed(String signal) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object obeying =
          Proxy.newProxyInstance(
              Interruption.class.getClassLoader(), new Class<?>[] {handler}, this::signalled);
      type.getMethod("handle", type, handler)
          .invoke(null, type.getConstructor(String.class).newInstance(signal), obeying);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Without it Ctrl-C ends the process as it always does.
      return;
    }
  }

  private Object signalled(Object proxy, Method method, Object[] arguments) {
    switch (method.getName()) {
      case "handle":
        if (isRaised()) {
          System.exit(INTERRUPTED);
        }
        raise();
        return null;
      case "equals":
        return proxy == arguments[0];
      case "hashCode":
        return System.identityHashCode(proxy);
      default:
        return "gluesnow's signals";
    }
  }

  public void raise() {
    raised.countDown();
  }

  boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Waits so long, less when it is raised; whether it is. */
  boolean await(Duration time) {
    try {
      return raised.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
