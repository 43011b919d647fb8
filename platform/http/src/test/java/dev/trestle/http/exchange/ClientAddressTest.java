package dev.trestle.http.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private final ClientAddress known = new ClientAddress(Set.of("10.0.0.1", "10.0.0.2", "::1"));

  @Test
  void believesNobodyButItsProxies() {
    assertEquals("192.0.2.7", known.of("192.0.2.7", List.of("203.0.113.1")));
    assertEquals("203.0.113.1", known.of("10.0.0.1", List.of("203.0.113.1")));
    assertEquals(
        "203.0.113.1", new ClientAddress(Set.of()).of("203.0.113.1", List.of("198.51.100.9")));
  }

  @Test
  void readsFromTheEnd_soThatWhatAClientClaimedCountsForNothing() {
    assertEquals(
        "203.0.113.1", known.of("10.0.0.1", List.of("198.51.100.9, 203.0.113.1, 10.0.0.2")));
    assertEquals("203.0.113.1", known.of("10.0.0.1", List.of("198.51.100.9", "203.0.113.1")));
  }

  @Test
  void staysWithTheLastGoodAddress_whenTheHeaderIsMissingOrNonsense() {
    assertEquals("10.0.0.1", known.of("10.0.0.1", List.of()));
    assertEquals("10.0.0.1", known.of("10.0.0.1", List.of("unknown")));
    assertEquals("10.0.0.2", known.of("10.0.0.1", List.of("203.0.113.1, , 10.0.0.2")));
    assertEquals("10.0.0.2", known.of("10.0.0.1", List.of("10.0.0.2")));
  }

  @Test
  void knowsAnAddressInEachOfItsSpellings() {
    assertEquals("2001:db8:0:0:0:0:0:7", known.of("0:0:0:0:0:0:0:1", List.of("2001:db8::7")));
    assertThrows(IllegalArgumentException.class, () -> new ClientAddress(Set.of("proxy.example")));
  }
}
