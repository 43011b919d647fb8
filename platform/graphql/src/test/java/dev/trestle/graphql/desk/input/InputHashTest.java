package dev.trestle.graphql.desk.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.trestle.sdk.schema.Arguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputHashTest {
  /** Computed by hand: the first eight bytes of SHA-256 over the marked texts. */
  private static final long KNOWN = 0x81ec74e2ccbd93c8L;

  @Test
  void staysWhatItIs_sinceItStandsInLogs() {
    assertEquals(KNOWN, InputHash.of("ticketCreate", Arguments.of(input())));
  }

  @Test
  void leavesOutTheKeyAndTheDryRun_andWhatIsSecret() {
    Map<String, @Nullable Object> more = new LinkedHashMap<>();
    more.put("password", "correct horse");
    more.put("dryRun", true);
    more.putAll(input());
    more.put("operationKey", "00000000-0000-4000-8000-000000000000");
    Arguments asked = Arguments.of(more);
    assertEquals(KNOWN, InputHash.of("ticketCreate", asked, Set.of("password")));
    assertNotEquals(KNOWN, InputHash.of("ticketCreate", asked));
  }

  @Test
  void tellsOtherWishesApart() {
    Map<String, @Nullable Object> other = input();
    other.put("tags", List.of("ab"));
    assertNotEquals(KNOWN, InputHash.of("ticketCreate", Arguments.of(other)));
    assertNotEquals(KNOWN, InputHash.of("ticketEdit", Arguments.of(input())));
  }

  private static Map<String, @Nullable Object> input() {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("tags", List.of("a", "b"));
    input.put("subject", "Drücker");
    input.put("fields", Map.of("x", "1"));
    input.put("dueAt", null);
    return input;
  }
}
