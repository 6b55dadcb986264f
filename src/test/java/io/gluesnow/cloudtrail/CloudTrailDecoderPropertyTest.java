package io.gluesnow.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever comes in: no exception, everything accounted for, and every id can be written and read.
 */
class CloudTrailDecoderPropertyTest {
  private static final List<String> FIXTURES = TrailFixtures.names();

  @Property(tries = 2000)
  void anyBytesAreAccountedFor(@ForAll byte[] bytes) {
    DecodedChecks.decode(bytes);
  }

  @Property(tries = 4000)
  @Tag("trap:aws-12")
  void damagedBytesAreAccountedFor(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int n) {
    Random random = new Random(seed);
    byte[] bytes = TrailFixtures.bytes(FIXTURES.get(random.nextInt(FIXTURES.size())));
    if (random.nextInt(4) == 0) {
      bytes = TrailFixtures.gzip(bytes);
    }
    for (int i = 0; i < n; i++) {
      bytes = Damage.ofBytes(bytes, random);
    }
    DecodedChecks.decode(bytes);
  }

  @Property(tries = 6000)
  @Tag("trap:aws-12")
  void recordsWithOtherValuesAreAccountedFor(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int n) {
    Random random = new Random(seed);
    JsonNode tree = TrailFixtures.tree(FIXTURES.get(random.nextInt(FIXTURES.size())));
    Damage.ofValues(tree, n, random);
    DecodedChecks.decode(TrailFixtures.bytes(tree));
  }
}
