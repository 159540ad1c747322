package dev.bartizan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutationsTest {
  private byte[] kept = {};

  private static final List<byte[]> SAMPLES =
      Mutations.texts(List.of("{\"port\":443,\"ip\":\"203.0.113.7\"}", "[1,2,3]"));

  @Test
  void the_same_seed_gives_the_same_inputs() {
    var one = Mutations.of(7, SAMPLES);
    var other = Mutations.of(7, SAMPLES);
    for (int i = 0; i < 2_000; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }

  @Test
  void inputs_differ_and_stay_within_their_limit() {
    var mutations = Mutations.of(1, SAMPLES);
    var seen = new HashSet<Integer>();
    for (int i = 0; i < 20_000; i++) {
      var input = mutations.next();
      assertThat(input.length).isLessThanOrEqualTo(Mutations.MAX_LENGTH);
      seen.add(Arrays.hashCode(input));
    }
    assertThat(seen).hasSizeGreaterThan(15_000);
  }

  @Test
  void empty_samples_can_be_mutated_too() {
    var mutations = Mutations.of(1, List.of(new byte[0]));
    var longest = 0;
    for (int i = 0; i < 1_000; i++) {
      longest = Math.max(longest, mutations.next().length);
    }
    assertThat(longest).isPositive();
  }

  @Test
  void a_hunt_tells_the_input_that_broke_the_victim() {
    assertThatThrownBy(() -> Mutations.hunt(1, 10, SAMPLES, this::fallsOverBrackets))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 1, round -1")
        .hasMessageContaining("[1,2,3]")
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_hunt_weighs_what_the_victim_allocates() {
    assertThatThrownBy(() -> Mutations.hunt(1, 100, SAMPLES, _ -> kept = new byte[64 << 20]))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("allocated 6");
    assertThat(kept).hasSize(64 << 20);
  }

  private void fallsOverBrackets(byte[] input) {
    if (input[0] == '[') {
      throw new IllegalStateException("no brackets please");
    }
  }
}
