package io.gluesnow;

import io.gluesnow.corpus.Corpus;
import io.gluesnow.corpus.Deliveries;
import io.gluesnow.corpus.Happening;
import io.gluesnow.corpus.Tally;
import io.gluesnow.corpus.TrailArchive;
import io.gluesnow.standin.LocalWorld;
import java.nio.file.Path;
import java.util.List;

/** How news of the catalog reaches the job. */
enum Road {
  /** From the stream, in all envelopes, a part of it in aggregates of the producer library. */
  LIVE {
    @Override
    Tally laid(Corpus corpus, LocalWorld world, Path folder, TestJob.Builder job) {
      return onStream(corpus, corpus.happenings(), world, job);
    }
  },
  /** From the objects of a trail. */
  ARCHIVE {
    @Override
    Tally laid(Corpus corpus, LocalWorld world, Path folder, TestJob.Builder job) {
      return inArchive(corpus, corpus.happenings(), folder, job);
    }
  },
  /** From the objects of a trail, and from a stream that begins before they end. */
  ARCHIVE_AND_LIVE {
    @Override
    Tally laid(Corpus corpus, LocalWorld world, Path folder, TestJob.Builder job) {
      List<Happening> all = corpus.happenings();
      int begins = all.size() / 3;
      int ends = all.size() * 2 / 3;
      return inArchive(corpus, all.subList(0, ends), folder, job)
          .plus(onStream(corpus, all.subList(begins, ends), world, job).asCopy())
          .plus(onStream(corpus, all.subList(ends, all.size()), world, job));
    }
  },
  /** Without any record: what Glue lists. */
  LISTING {
    @Override
    Tally laid(Corpus corpus, LocalWorld world, Path folder, TestJob.Builder job) {
      job.set("listing.mode", "once");
      job.set("listing.catalogs", String.join(";", Corpus.catalogs()));
      return Tally.NOTHING;
    }
  };

  /** Brings a corpus on its way to a job that is to be started; returns what is fed so. */
  abstract Tally laid(Corpus corpus, LocalWorld world, Path folder, TestJob.Builder job);

  static Tally inArchive(
      Corpus corpus, List<Happening> happenings, Path folder, TestJob.Builder job) {
    Path trail = folder.resolve("trail");
    job.set("source.archive.location", trail.toString());
    return TrailArchive.write(trail, corpus.seed(), happenings, 3).tally();
  }

  static Tally onStream(
      Corpus corpus, List<Happening> happenings, LocalWorld world, TestJob.Builder job) {
    job.set("source.kinesis.stream-arn", world.settings().get("source.kinesis.stream-arn"));
    int half = happenings.size() / 2;
    Deliveries deliveries =
        Deliveries.mixed(corpus.seed(), happenings.subList(0, half))
            .and(
                Deliveries.mixed(corpus.seed(), happenings.subList(half, happenings.size()))
                    .aggregated());
    deliveries.list().forEach(delivery -> world.stream().put(delivery.key(), delivery.bytes()));
    return deliveries.tally();
  }
}
