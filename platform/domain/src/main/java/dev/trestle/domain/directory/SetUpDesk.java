package dev.trestle.domain.directory;

import dev.trestle.domain.command.Command;

/**
 * Makes an empty desk usable: roles, one administrator, one team, one queue, settings.
 *
 * @param passwordHash the administrator's first password, hashed
 * @param mustChangePassword whether that is a one-time password
 * @param timeZone the desk's own zone, in which its business hours count
 */
public record SetUpDesk(
    String deskName,
    String administratorName,
    String administratorEmail,
    String passwordHash,
    boolean mustChangePassword,
    String timeZone)
    implements Command {

  /** The hash is left out, so that a log line cannot carry it away. */
  @Override
  public String toString() {
    return "SetUpDesk[deskName=" + deskName + "]";
  }
}
