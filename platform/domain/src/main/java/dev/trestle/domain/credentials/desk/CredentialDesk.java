package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.credentials.SignInDesk;
import dev.trestle.domain.desk.Desk;
import dev.trestle.domain.port.IdSource;
import java.time.InstantSource;

/**
 * Everything one can do with credentials. Each step is committed before its tokens or secrets are
 * handed out, and none of them ever enters an event.
 */
public record CredentialDesk(
    Sessions sessions,
    Passwords passwords,
    SecondFactors secondFactors,
    MachineTokens machineTokens,
    DeskKeys keys,
    DeskSetUp setUp) {

  /**
   * @param later runs what nobody waits for; one virtual thread each will do
   */
  public static CredentialDesk of(
      Desk desk,
      SignInDesk signIns,
      CredentialViews views,
      InstantSource time,
      IdSource ids,
      Later later) {
    CredentialWork work = new CredentialWork(desk, signIns, views, time, later);
    return new CredentialDesk(
        new Sessions(work),
        new Passwords(work, ids),
        new SecondFactors(work),
        new MachineTokens(work),
        new DeskKeys(work),
        new DeskSetUp(work, ids));
  }
}
