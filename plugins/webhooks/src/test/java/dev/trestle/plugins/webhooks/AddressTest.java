package dev.trestle.plugins.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.trestle.sdk.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example.org/desk?x=1, ",
    "https://user:pass@hooks.example.org/, WEBHOOK_URL_PARTS",
    "https://hooks.example.org/#top, WEBHOOK_URL_PARTS",
    "http://hooks.example.org/, WEBHOOK_URL_SCHEME",
    "file:///etc/passwd, WEBHOOK_URL_INVALID",
    "ftp://hooks.example.org/, WEBHOOK_URL_SCHEME",
    "//hooks.example.org/, WEBHOOK_URL_SCHEME",
    "hooks.example.org, WEBHOOK_URL_INVALID",
    "https://, WEBHOOK_URL_INVALID",
    "'https://a b/', WEBHOOK_URL_INVALID",
  })
  void anAddressReadsWell_orIsRefusedWithACode(String address, String code) {
    Problem fault = Address.fault(address, false);
    assertEquals(code, fault == null ? null : fault.code());
  }

  @Test
  void plainHttpIsForWhomTheAdministratorAllowsIt() {
    assertNull(Address.fault("http://hooks.example.org/", true));
    Problem fault = Address.fault("http://hooks.example.org/", false);
    assertNotNull(fault);
    assertEquals(List.of("input", "url"), fault.path());
  }

  @Test
  void anEndlessAddressIsRefused() {
    Problem fault = Address.fault("https://hooks.example.org/" + "a".repeat(2000), false);
    assertNotNull(fault);
    assertEquals("WEBHOOK_URL_INVALID", fault.code());
  }
}
