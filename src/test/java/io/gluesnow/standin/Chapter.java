package io.gluesnow.standin;

import java.util.ArrayList;
import java.util.List;

/** One thing that happens, and what it must lead to. */
final class Chapter {
  /** What happens; may take its time. */
  interface Action {
    void run() throws InterruptedException;
  }

  private final String title;
  private final String text;
  private final Action action;
  private final List<Expectation> expectations = new ArrayList<>();

  private Chapter(String title, String text, Action action) {
    this.title = title;
    this.text = text;
    this.action = action;
  }

  static Chapter of(String title, String text, Action action) {
    return new Chapter(title, text, action);
  }

  Chapter expect(Expectation expectation) {
    expectations.add(expectation);
    return this;
  }

  String title() {
    return title;
  }

  String text() {
    return text;
  }

  void play() throws InterruptedException {
    action.run();
  }

  List<Expectation> expectations() {
    return expectations;
  }
}
