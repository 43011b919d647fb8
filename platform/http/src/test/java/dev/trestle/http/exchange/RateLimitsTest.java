package dev.trestle.http.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private long now = -500;
  private final RateLimits limits = new RateLimits(10, () -> now);

  @Test
  void letsABurstThrough_thenOnePerInterval() {
    for (int i = 0; i < 5; i++) {
      limits.take("anna", 10, 5);
    }
    Refusal refused = assertThrows(Refusal.class, () -> limits.take("anna", 10, 5));
    assertEquals(429, refused.status());
    assertEquals("1", refused.headerValue());
    now += 100_000_000;
    limits.take("anna", 10, 5);
    assertThrows(Refusal.class, () -> limits.take("anna", 10, 5));
  }

  @Test
  void countsEachNameForItself() {
    limits.take("anna", 1, 1);
    limits.take("bert", 1, 1);
    assertThrows(Refusal.class, () -> limits.take("anna", 1, 1));
  }

  @Test
  void remembersABoundedNumberOfNames_andForgetsFullBucketsFirst() {
    for (int i = 0; i < 100; i++) {
      String name = "address " + i;
      try {
        limits.take(name, 1, 5);
      } catch (Refusal sharedBucketIsEmpty) {
        assertTrue(i >= 10, name);
      }
    }
    assertTrue(limits.size() <= 10);
    now += 60_000_000_000L;
    limits.take("newcomer", 1, 5);
    assertEquals(1, limits.size());
  }

  @Test
  void countsAWholeIpv6SubscriberAsOne() {
    assertEquals("2001:db8:1:2", Admission.network("2001:db8:1:2:3:4:5:6"));
    assertEquals("192.0.2.7", Admission.network("192.0.2.7"));
  }
}
