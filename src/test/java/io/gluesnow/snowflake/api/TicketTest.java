package io.gluesnow.snowflake.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.gluesnow.snowflake.api.Answers.Fate;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class TicketTest {
  private final ManualTime time = new ManualTime();
  private final Lease lease = Lease.of(Duration.ofSeconds(60));
  private final TokenSource tokens = new StaticTokenSource(Token.Type.OAUTH, "bearer", lease);

  @Test
  void itIsGoodForOneRide() {
    Ticket ticket = new Ticket(Authority.toRead(tokens), time);

    assertThat(ticket.board()).isPresent();
    assertThat(ticket.board()).isEmpty();
    assertThat(ticket.sentAt()).contains(time.instant());
  }

  @Test
  void onceDroppedItNeverGoesAndOnceGoneItIsNotDropped() {
    Ticket dropped = new Ticket(Authority.toRead(tokens), time);
    assertThat(dropped.drop(Fate.DROPPED, "late")).isTrue();
    assertThat(dropped.board()).isEmpty();
    assertThat(dropped.reply().join().fate()).isEqualTo(Fate.DROPPED);
    assertThat(dropped.reply().join().sentAt()).isEmpty();

    Ticket gone = new Ticket(Authority.toRead(tokens), time);
    gone.board();
    assertThat(gone.drop(Fate.DROPPED, "late")).isFalse();
    assertThat(gone.reply()).isNotDone();
    gone.end(Fate.DROPPED, 0, "cut");
    assertThat(gone.reply().join().fate()).isEqualTo(Fate.CUT);
    assertThat(gone.reply().join().sentAt()).contains(time.instant());
  }

  @Test
  void theAuthorityIsAskedAtTheLastMomentAndItsNoIsFinal() {
    lease.confirmed(time.instant());
    Ticket ticket = new Ticket(Authority.toChange(tokens), time);
    time.jump(lease.duration());

    assertThat(ticket.board()).isEmpty();
    assertThat(ticket.reply().join().fate()).isEqualTo(Fate.NO_LEASE);
    assertThat(ticket.reply().join().reason()).isEqualTo("not sent: " + lease);
  }

  @Test
  void whenSendingAndDroppingRaceExactlyOneWins() throws Exception {
    for (int i = 0; i < 2000; i++) {
      Ticket ticket = new Ticket(Authority.toRead(tokens), time);
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
