package dev.trestle.app.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trestle.access.Access;
import dev.trestle.access.AccessSettings;
import dev.trestle.access.PasswordHasher;
import dev.trestle.access.SecretKeys;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.command.Command;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.CreateAgent;
import dev.trestle.domain.command.DirectoryCommands.CreateServiceUser;
import dev.trestle.domain.command.DirectoryCommands.DeactivateAgent;
import dev.trestle.domain.credentials.SignInDesk.SignInRequest;
import dev.trestle.domain.credentials.desk.CredentialAnswer;
import dev.trestle.domain.credentials.desk.CredentialDeciders;
import dev.trestle.domain.credentials.desk.CredentialDesk;
import dev.trestle.domain.credentials.desk.CredentialViews;
import dev.trestle.domain.credentials.desk.DeskSetUp;
import dev.trestle.domain.credentials.desk.Sessions.SignedIn;
import dev.trestle.domain.credentials.desk.Viewers;
import dev.trestle.domain.desk.CommitFeed;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.desk.Envelope;
import dev.trestle.domain.desk.Outcome;
import dev.trestle.domain.directory.DirectoryDeciders;
import dev.trestle.domain.event.TimelineEntry;
import dev.trestle.domain.metrics.Metrics;
import dev.trestle.domain.state.DeskSchema;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.desk.PrincipalKind;
import dev.trestle.store.kernel.DeskOptions;
import dev.trestle.store.kernel.LocalDesk;
import dev.trestle.store.log.MemoryCommitLog;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CredentialDeskTest {
  private static final String ADDRESS = "ada@desk.example";
  private static final String NEW_PASSWORD = "seven tall herons wade";

  private final AtomicLong millis =
      new AtomicLong(Instant.parse("2031-03-03T09:00:00Z").toEpochMilli());
  private final AtomicLong ids = new AtomicLong();

  /** What others do between a decision and its commit: as its next id is asked for. */
  private Runnable meanwhile = () -> {};

  /** What others commit just before each commit of the services. */
  private Runnable beforeCommit = () -> {};

  /** What others commit while the desk decides: after it has looked, and before its commit. */
  private Runnable whileDeciding = () -> {};

  /** Runs what nobody waits for. */
  private Consumer<Runnable> later = Runnable::run;

  @AutoClose private final LocalDesk desk = open();
  private final Access access =
      Access.open(
          AccessSettings.of("https://desk.example")
              .withPasswordHashing(PasswordHasher.Parameters.FOR_TESTS),
          SecretKeys.generate(new SecureRandom()),
          this::now,
          new SecureRandom(),
          this::nextId,
          url -> "");
  private final CredentialViews views = new CredentialViews();
  private final Viewers viewers = new Viewers(access.bearers(), views);
  private final CredentialDesk credentials =
      CredentialDesk.of(
          new Crowded(),
          access.signIns(),
          views,
          this::now,
          this::nextId,
          task -> later.accept(task));

  private LocalDesk open() {
    Deciders deciders = new Deciders();
    DirectoryDeciders.register(deciders);
    CredentialDeciders.register(deciders, Access::readsKeySet);
    return LocalDesk.open(
        DeskOptions.of(
            new DeskSchema(List.of()), deciders, this::deciding, this::nextId, new Metrics()),
        MemoryCommitLog.create(),
        null);
  }

  /** The desk, on which others may be first. */
  private final class Crowded implements Desk {
    @Override
    public State snapshot() {
      return desk.snapshot();
    }

    @Override
    public Outcome execute(Command command, Envelope envelope) {
      Runnable others = beforeCommit;
      beforeCommit = () -> {};
      others.run();
      beforeCommit = others;
      return desk.execute(command, envelope);
    }

    @Override
    public TimelineEntry entry(long pointer) {
      return desk.entry(pointer);
    }

    @Override
    public CommitFeed feed(long afterSequence) {
      return desk.feed(afterSequence);
    }
  }

  private Instant deciding() {
    Runnable others = whileDeciding;
    whileDeciding = () -> {};
    others.run();
    return now();
  }

  private Instant now() {
    return Instant.ofEpochMilli(millis.addAndGet(10));
  }

  private UUID nextId() {
    Runnable now = meanwhile;
    meanwhile = () -> {};
    now.run();
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | ids.incrementAndGet());
  }

  private static <T> T done(CredentialAnswer<T> answer) {
    return switch (answer) {
      case CredentialAnswer.Done<T> done -> done.value();
      case CredentialAnswer.Refused<T> refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  private static String refused(CredentialAnswer<?> answer) {
    return assertInstanceOf(CredentialAnswer.Refused.class, answer).problems().toString();
  }

  /** Sets the desk up and gives the administrator's one-time password. */
  private String started() {
    done(credentials.keys().rotate());
    return Objects.requireNonNull(
        done(credentials
                .setUp()
                .carryOut(new DeskSetUp.Wish("Desk", "Ada", "Ada@Desk.example", null, "UTC")))
            .oneTimePassword());
  }

  private CredentialAnswer<SignedIn> signIn(String email, String password) {
    return credentials
        .sessions()
        .signIn(new SignInRequest(email, password, null, "192.0.2.7", "test"));
  }

  private Viewers.Answer who(@Nullable String bearer) {
    return viewers.of(bearer, desk.snapshot());
  }

  private Viewer viewer(String bearer) {
    return assertInstanceOf(Viewers.Answer.Known.class, who(bearer)).viewer();
  }

  /** An administrator with a password of her own. */
  private Viewer administrator() {
    String oneTime = started();
    Viewer due = viewer(done(signIn(ADDRESS, oneTime)).tokens().accessToken());
    assertTrue(done(credentials.passwords().change(asked(due), oneTime, NEW_PASSWORD)));
    return viewer(done(signIn(ADDRESS, NEW_PASSWORD)).tokens().accessToken());
  }

  private static Envelope asked(Viewer viewer) {
    return new Envelope(viewer, null, 0, false, null);
  }

  private UUID execute(Viewer viewer, Command command, String role) {
    Outcome outcome = desk.execute(command, asked(viewer));
    return Objects.requireNonNull(outcome.result(role), outcome.problems()::toString);
  }

  private UUID role(String key) {
    return Objects.requireNonNull(desk.snapshot().table(Tables.ROLES).unique("key", key)).id();
  }

  @Test
  void aOneTimePasswordIsGoodForNothingButAnotherPassword() {
    SignedIn first = done(signIn(ADDRESS, started()));
    assertTrue(first.passwordChangeDue());
    Viewers.Answer.Known known =
        assertInstanceOf(Viewers.Answer.Known.class, who(first.tokens().accessToken()));
    assertTrue(known.viewer().passwordChangeDue());
    assertTrue(known.viewer().permissions().isEmpty());
  }

  @Test
  void afterTheChangeTheAdministratorMayDoEverythingAndOldSessionsAreOver() {
    String oneTime = started();
    String old = done(signIn(ADDRESS, oneTime)).tokens().accessToken();
    assertTrue(done(credentials.passwords().change(asked(viewer(old)), oneTime, NEW_PASSWORD)));
    assertInstanceOf(Viewers.Answer.Refused.class, who(old));
    Viewer ada = viewer(done(signIn(ADDRESS, NEW_PASSWORD)).tokens().accessToken());
    assertTrue(ada.may("system.operate"));
    assertEquals(PrincipalKind.AGENT, ada.kind());
  }

  @Test
  void anUnknownAddressAndAWrongPasswordAreRefusedAlikeAndTheFailureIsCounted() {
    started();
    String wrong = refused(signIn(ADDRESS, "not this one at all"));
    assertTrue(wrong.contains("SIGN_IN_REFUSED"), wrong);
    assertEquals(wrong, refused(signIn("nobody@desk.example", "not this one at all")));
    assertEquals(
        1, desk.snapshot().table(Tables.ACCOUNTS).unique("email", ADDRESS).failedAttempts());
  }

  @Test
  void manySignInAtOnceToOneAccount_withoutBeingInEachOthersWay() {
    String password = started();
    done(signIn(ADDRESS, password));
    long before = ids.get();
    meanwhile = () -> done(signIn(ADDRESS, password));
    done(signIn(ADDRESS, password));
    assertEquals(2, ids.get() - before, "a sign-in that was overtaken would ask for a second id");
    assertEquals(3, desk.snapshot().table(Tables.SESSIONS).size());
  }

  @Test
  void failuresThatAreStillBeingCounted_doNotKeepTheRightPasswordOut() {
    String password = started();
    List<Runnable> counting = new ArrayList<>();
    later = counting::add;
    for (int i = 0; i < 4; i++) {
      refused(signIn(ADDRESS, "not this one at all"));
    }
    long before = ids.get();
    beforeCommit =
        () -> {
          if (!counting.isEmpty()) {
            counting.removeFirst().run();
          }
        };
    done(signIn(ADDRESS, password));
    assertEquals(List.of(), counting);
    assertEquals(1, ids.get() - before, "what was found out once need not be found out again");
    assertEquals(
        0, desk.snapshot().table(Tables.ACCOUNTS).unique("email", ADDRESS).failedAttempts());
  }

  @Test
  void whoLosesThePasswordWhileSigningIn_isRefused() {
    Viewer ada = administrator();
    UUID adaId = Objects.requireNonNull(ada.id());
    meanwhile = () -> assertTrue(done(credentials.sessions().signOutEverywhere(asked(ada), adaId)));
    String token = done(signIn(ADDRESS, NEW_PASSWORD)).tokens().accessToken();
    assertEquals(adaId, viewer(token).id());
    meanwhile =
        () -> done(credentials.passwords().change(asked(ada), NEW_PASSWORD, "eight owls nap here"));
    assertTrue(refused(signIn(ADDRESS, NEW_PASSWORD)).contains("SIGN_IN_REFUSED"));
  }

  @Test
  void whoLosesThePasswordWhileTheSignInIsDecided_isRefused() {
    Viewer ada = administrator();
    whileDeciding =
        () -> done(credentials.passwords().change(asked(ada), NEW_PASSWORD, "eight owls nap here"));
    assertTrue(refused(signIn(ADDRESS, NEW_PASSWORD)).contains("SIGN_IN_REFUSED"));
  }

  @Test
  void aRefreshTokenWorksOnceAndItsReturnEndsTheSession() {
    SignedIn first = done(signIn(ADDRESS, started()));
    var second = done(credentials.sessions().refresh(first.tokens().refreshToken()));
    millis.addAndGet(Duration.ofMinutes(2).toMillis());
    assertTrue(
        refused(credentials.sessions().refresh(first.tokens().refreshToken()))
            .contains("TOKEN_REVOKED"));
    assertInstanceOf(Viewers.Answer.Refused.class, who(second.accessToken()));
  }

  @Test
  void whoSignedOutIsRefusedFromThenOn() {
    SignedIn first = done(signIn(ADDRESS, started()));
    assertTrue(done(credentials.sessions().signOut(first.tokens().refreshToken())));
    assertFalse(done(credentials.sessions().signOut(first.tokens().refreshToken())));
    assertInstanceOf(Viewers.Answer.Refused.class, who(first.tokens().accessToken()));
  }

  @Test
  void anAgentWhoLeavesIsOutAtOnceAndComesBackOnlyByANewPassword() {
    Viewer ada = administrator();
    UUID bob =
        execute(
            ada,
            new CreateAgent(null, "Bob", "bob@desk.example", null, null, null, null, null, null),
            "agent");
    String given = done(credentials.passwords().give(asked(ada), bob)).oneTimePassword();
    String token = done(signIn("bob@desk.example", given)).tokens().accessToken();
    assertEquals(bob, viewer(token).id());
    execute(ada, new DeactivateAgent(bob, null, null), "agent");
    assertInstanceOf(Viewers.Answer.Refused.class, who(token));
    assertTrue(refused(signIn("bob@desk.example", given)).contains("SIGN_IN_REFUSED"));
    assertTrue(
        refused(credentials.passwords().give(asked(ada), bob)).contains("PRINCIPAL_INACTIVE"));
  }

  @Test
  void aMachinesTokenIsNarrowedToItsScopesAndEndsWhenRevoked() {
    Viewer ada = administrator();
    UUID machine =
        execute(ada, new CreateServiceUser(null, "Probe", List.of(role("service"))), "serviceUser");
    long ends = millis.get() + Duration.ofDays(30).toMillis();
    assertTrue(
        refused(
                credentials
                    .machineTokens()
                    .create(asked(ada), machine, "probe", List.of("system.operate"), ends))
            .contains("SCOPE_NOT_HELD"));
    var made =
        done(
            credentials
                .machineTokens()
                .create(asked(ada), machine, "probe", List.of("ticket.create"), ends));
    Viewer viewer = viewer(made.secret());
    assertEquals(List.of("ticket.create"), viewer.permissionsSorted());
    assertEquals(PrincipalKind.SERVICE, viewer.kind());
    done(credentials.machineTokens().revoke(asked(ada), made.token().id()));
    assertInstanceOf(Viewers.Answer.Refused.class, who(made.secret()));
  }

  @Test
  void withoutTheAuthorityNoPasswordIsGivenAndNoIssuerTrusted() {
    Viewer ada = administrator();
    Viewer weak =
        new Viewer(
            ada.id(),
            ada.kind(),
            "Ada",
            null,
            List.of(),
            List.of("ticket.create").stream().collect(java.util.stream.Collectors.toSet()),
            null);
    assertTrue(
        refused(credentials.passwords().give(asked(weak), Objects.requireNonNull(ada.id())))
            .contains("PERMISSION_MISSING"));
    assertTrue(
        refused(credentials.secondFactors().remove(asked(weak), nextId(), null))
            .contains("PERMISSION_MISSING"));
  }

  @Test
  void noSecretEverEntersAnEvent() throws InterruptedException {
    String oneTime = started();
    SignedIn signedIn = done(signIn(ADDRESS, oneTime));
    String hash = desk.snapshot().table(Tables.ACCOUNTS).unique("email", ADDRESS).passwordHash();
    try (CommitFeed feed = desk.feed(0)) {
      for (var commit = feed.next(Duration.ZERO);
          commit != null;
          commit = feed.next(Duration.ZERO)) {
        String told = commit.encoded().changeSet().entries().toString();
        assertFalse(told.contains(oneTime));
        assertFalse(told.contains(Objects.requireNonNull(hash)));
        assertFalse(told.contains(signedIn.tokens().refreshToken()));
      }
    }
  }

  @Test
  void theSameViewerIsHandedOutWhileNothingAboutItChanges() {
    administrator();
    String token = done(signIn(ADDRESS, NEW_PASSWORD)).tokens().accessToken();
    assertTrue(viewer(token) == viewer(token));
  }
}
