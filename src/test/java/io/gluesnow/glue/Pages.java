package io.gluesnow.glue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A page of a list, for tests: any other answer is a failure. */
final class Pages<T> implements ListAnswer.Visitor<T, Pages<T>> {
  private final ListAnswer<T> answer;
  private List<T> items;
  private Optional<String> next;

  private Pages(ListAnswer<T> answer) {
    this.answer = answer;
  }

  static <T> ListAnswer<T> answer(CompletableFuture<ListAnswer<T>> asked) {
    return asked.orTimeout(20, TimeUnit.SECONDS).join();
  }

  static <T> Pages<T> page(CompletableFuture<ListAnswer<T>> asked) {
    ListAnswer<T> answer = answer(asked);
    return answer.accept(new Pages<>(answer));
  }

  /**
   * @param list gives the page of a token
   */
  static <T> List<T> all(Function<String, CompletableFuture<ListAnswer<T>>> list) {
    List<T> all = new ArrayList<>();
    for (Optional<String> token = Optional.of(""); token.isPresent(); ) {
      Pages<T> page = page(list.apply(token.get()));
      all.addAll(page.items);
      token = page.next;
    }
    return all;
  }

  List<T> items() {
    return items;
  }

  String token() {
    return next.orElseThrow();
  }

  @Override
  public Pages<T> page(List<T> page, Optional<String> token) {
    items = page;
    next = token;
    return this;
  }

  @Override
  public Pages<T> expired(String reason) {
    throw new AssertionError(answer);
  }

  @Override
  public Pages<T> missing(String reason) {
    throw new AssertionError(answer);
  }

  @Override
  public Pages<T> throttled(String reason) {
    throw new AssertionError(answer);
  }

  @Override
  public Pages<T> denied(String reason) {
    throw new AssertionError(answer);
  }

  @Override
  public Pages<T> invalid(String reason) {
    throw new AssertionError(answer);
  }
}
