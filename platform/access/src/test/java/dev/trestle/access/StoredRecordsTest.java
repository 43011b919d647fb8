package dev.trestle.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.trestle.domain.codec.Document;
import dev.trestle.domain.codec.RecordCodec;
import dev.trestle.domain.credentials.Account;
import dev.trestle.domain.credentials.ApiToken;
import dev.trestle.domain.credentials.Session;
import dev.trestle.domain.credentials.SignInDesk.RefreshOutcome;
import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.TrustedIssuer;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredRecordsTest {
  private final Desk desk = new Desk();

  private static <R extends Record> void survives(Class<R> type, R record) {
    RecordCodec<R> codec = RecordCodec.of(type);
    assertEquals(record, codec.decode(codec.encode(record)));
    assertEquals(record, codec.fromDocument(codec.toDocument(record)));
  }

  @Test
  void keepTheirValuesThroughTheLog() {
    Account account = desk.hire("ada@example.test");
    survives(Account.class, account);
    survives(Account.class, desk.signIns.beginTotp(account).account());
    var granted = desk.signIn("ada@example.test");
    survives(Session.class, granted.session());
    if (desk.signIns.refresh(granted.tokens().refreshToken(), desk)
        instanceof RefreshOutcome.Exchanged exchanged) {
      assertNotNull(exchanged.session().successorSealed());
      survives(Session.class, exchanged.session());
    }
    survives(SigningKey.class, desk.signingKeys.getFirst());
    survives(
        ApiToken.class,
        desk.signIns.createApiToken(desk.nextId(), "probe", List.of("a", "b"), 5).token());
    survives(
        TrustedIssuer.class,
        new TrustedIssuer(
            desk.nextId(),
            3,
            "i",
            "a",
            List.of("RS256"),
            null,
            "https://x",
            "sub",
            "email",
            true,
            Document.of("later", "field")));
  }

  @Test
  void keepTheFieldsOfALaterVersion_whenTheyAreChanged() {
    RecordCodec<Account> codec = RecordCodec.of(Account.class);
    Document later = codec.toDocument(desk.hire("ada@example.test")).with("nickname", "Countess");
    Account changed = codec.fromDocument(later).failed(1, 2).withOneTimePassword("h", 3, 4);
    assertEquals("Countess", codec.toDocument(changed).get("nickname"));
  }
}
