package dev.trestle.app.desk;

import dev.trestle.access.Access;
import dev.trestle.access.HttpJwksFetcher;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.port.IdSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** What the first start of a desk does to its empty folder, without serving it. */
public final class FirstSetUp {
  private FirstSetUp() {}

  /** Makes the queue, the roles and the administrator; how to sign in later. */
  public static RunningDesk.FirstSignIn carryOut(
      Desk desk, DataFolder folder, DeskSettings settings, InstantSource clock, IdSource ids)
      throws IOException {
    SecureRandom random = new SecureRandom();
    Access access =
        Access.open(
            settings.access(),
            RunningDesk.secretKeys(folder, random),
            clock,
            random,
            ids,
            HttpJwksFetcher.strict(Duration.ofSeconds(5)));
    // Never opened: keys are renewed and sessions dropped by the desk that serves.
    return new Entrance(desk, access, clock, ids).setUp(settings);
  }
}
