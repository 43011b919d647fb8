package dev.trestle.app.desk;

import dev.trestle.access.Access;
import dev.trestle.domain.access.Viewer;
import dev.trestle.domain.credentials.desk.CredentialAnswer;
import dev.trestle.domain.credentials.desk.CredentialDesk;
import dev.trestle.domain.credentials.desk.CredentialViews;
import dev.trestle.domain.credentials.desk.DeskSetUp;
import dev.trestle.domain.credentials.desk.Viewers;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.port.IdSource;
import dev.trestle.domain.state.State;
import dev.trestle.graphql.desk.live.CurrentViewer;
import dev.trestle.http.exchange.Authenticator;
import dev.trestle.http.exchange.Refusals;
import dev.trestle.sdk.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who comes in: sets up the first administrator, keeps the keys, and knows every bearer. */
final class Entrance implements Authenticator, CurrentViewer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final String SCHEME = "Bearer ";
  private static final Duration KEYS_EVERY = Duration.ofHours(6);
  private static final Duration TIDY_EVERY = Duration.ofDays(1);
  private static final int WEAK_BELOW = 12;

  private final Desk desk;
  private final CredentialDesk credentials;
  private final Viewers viewers;
  private final InstantSource clock;
  private @Nullable Upkeep upkeep;

  Entrance(Desk desk, Access access, InstantSource clock, IdSource ids) {
    this.desk = desk;
    this.clock = clock;
    CredentialViews views = new CredentialViews();
    this.viewers = new Viewers(access.bearers(), views);
    this.credentials =
        CredentialDesk.of(
            desk, access.signIns(), views, clock, ids, task -> Thread.ofVirtual().start(task));
  }

  CredentialDesk credentials() {
    return credentials;
  }

  /** Prepares the credentials of a desk; how to sign in when this is its first start. */
  RunningDesk.@Nullable FirstSignIn open(DeskSettings settings) throws IOException {
    RunningDesk.FirstSignIn first = credentials.setUp().due() ? setUp(settings) : null;
    upkeep =
        Upkeep.start(
            List.of(
                new Upkeep.Task("Renewing the signing keys", KEYS_EVERY, this::rotateKeys),
                new Upkeep.Task("Dropping old sessions", TIDY_EVERY, this::tidySessions)),
            clock);
    return first;
  }

  /** Makes the first administrator of a new desk. */
  RunningDesk.FirstSignIn setUp(DeskSettings settings) throws IOException {
    String password = settings.adminPassword();
    if (password != null && password.length() < WEAK_BELOW) {
      LOG.warn(
          "The administrator's password has fewer than {} characters. Change it soon, with the"
              + " mutation passwordChange.",
          WEAK_BELOW);
    }
    CredentialAnswer<DeskSetUp.Administrator> answer =
        credentials
            .setUp()
            .carryOut(
                new DeskSetUp.Wish(
                    settings.deskName(),
                    "Administrator",
                    settings.adminEmail(),
                    password,
                    ZoneId.systemDefault().getId()));
    return switch (answer) {
      case CredentialAnswer.Done<DeskSetUp.Administrator>(DeskSetUp.Administrator made) ->
          new RunningDesk.FirstSignIn(made.email(), made.oneTimePassword());
      case CredentialAnswer.Refused<DeskSetUp.Administrator> refused ->
          throw new IOException(
              "The desk could not be set up: " + refused.problems().getFirst().message());
    };
  }

  /** One step drops a bounded number, so that no commit grows with the desk. */
  private void tidySessions() {
    while (true) {
      switch (credentials.sessions().tidy()) {
        case CredentialAnswer.Done<Integer>(Integer dropped) -> {
          if (dropped == 0) {
            return;
          }
        }
        case CredentialAnswer.Refused<Integer> refused -> {
          LOG.error("Old sessions could not be dropped: {}", refused.problems());
          return;
        }
      }
    }
  }

  private void rotateKeys() {
    if (credentials.keys().rotate() instanceof CredentialAnswer.Refused<?> refused) {
      LOG.error("Signing keys could not be renewed: {}", refused.problems());
    }
  }

  byte[] jwks() {
    return credentials.keys().jwksJson().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Viewer authenticate(@Nullable String authorization, String remoteAddress) {
    if (authorization == null) {
      return Viewer.ANONYMOUS;
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Refusals.unauthenticated(
          "AUTHORIZATION_SCHEME",
          "This desk takes bearer tokens only.",
          "Send \"Authorization: Bearer <token>\" with the token that signIn gave.");
    }
    String bearer = authorization.substring(SCHEME.length()).strip();
    return switch (viewers.of(bearer, desk.snapshot())) {
      case Viewers.Answer.Known known -> known.viewer();
      case Viewers.Answer.Refused(Problem problem) ->
          throw Refusals.unauthenticated(
              problem.code(),
              problem.message(),
              "Refresh the token with tokenRefresh, or sign in again, without this header.");
    };
  }

  /** Who stands behind an access token that was just handed out. */
  Viewer signedIn(String accessToken) {
    return switch (viewers.of(accessToken, desk.snapshot())) {
      case Viewers.Answer.Known known -> known.viewer();
      case Viewers.Answer.Refused refused -> Viewer.ANONYMOUS;
    };
  }

  @Override
  public @Nullable Viewer now(Viewer opened, State state) {
    return viewers.again(opened, state);
  }

  @Override
  public void close() {
    if (upkeep != null) {
      upkeep.close();
    }
  }
}
