package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.snowflake.api.Answers.Fate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class TicketTest {
  private final ManualTime time = new ManualTime();
  private final Token token = new Token.ForRead(Token.Type.OAUTH, "bearer", null);

  @Test
  void itIsGoodForOneRide() {
    Ticket ticket = new Ticket(now -> Optional.of(token), time);

    assertThat(ticket.board()).contains(token);
    assertThat(ticket.board()).isEmpty();
    assertThat(ticket.sentAt()).contains(time.instant());
  }

  @Test
  void onceDroppedItNeverGoesAndOnceGoneItIsNotDropped() {
    Ticket dropped = new Ticket(now -> Optional.of(token), time);
    assertThat(dropped.drop(Fate.DROPPED, "late")).isTrue();
    assertThat(dropped.board()).isEmpty();
    assertThat(dropped.reply().join().fate()).isEqualTo(Fate.DROPPED);
    assertThat(dropped.reply().join().sentAt()).isEmpty();

    Ticket gone = new Ticket(now -> Optional.of(token), time);
    gone.board();
    assertThat(gone.drop(Fate.DROPPED, "late")).isFalse();
    assertThat(gone.reply()).isNotDone();
    gone.end(Fate.DROPPED, 0, "cut");
    assertThat(gone.reply().join().fate()).isEqualTo(Fate.CUT);
    assertThat(gone.reply().join().sentAt()).contains(time.instant());
  }

  @Test
  void theAuthorityIsAskedAtTheLastMomentAndItsNoIsFinal() {
    Ticket ticket =
        new Ticket(
            now ->
                now.isBefore(ManualTime.START.plusSeconds(5))
                    ? Optional.of(token)
                    : Optional.empty(),
            time);
    time.jump(Duration.ofSeconds(5));

    assertThat(ticket.board()).isEmpty();
    assertThat(ticket.reply().join().fate()).isEqualTo(Fate.NO_LEASE);
  }

  @Test
  void whenSendingAndDroppingRaceExactlyOneWins() throws Exception {
    for (int i = 0; i < 2000; i++) {
      Ticket ticket = new Ticket(now -> Optional.of(token), time);
      CyclicBarrier start = new CyclicBarrier(2);
      boolean[] boarded = new boolean[1];
      Thread sender =
          new Thread(
              () -> {
                await(start);
                boarded[0] = ticket.board().isPresent();
              });
      sender.start();
      await(start);
      boolean dropped = ticket.drop(Fate.DROPPED, "late");
      sender.join();

      assertThat(boarded[0]).isNotEqualTo(dropped);
      assertThat(ticket.isOnTheWire()).isEqualTo(boarded[0]);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
