package dev.trestle.domain.credentials.desk;

import dev.trestle.domain.credentials.SigningKey;
import dev.trestle.domain.credentials.desk.CredentialWork.Step;
import java.util.List;

/** The desk's own signing keys. */
public final class DeskKeys {
  private final CredentialWork work;

  DeskKeys(CredentialWork work) {
    this.work = work;
  }

  /** Makes and retires keys where it is time; call it at start and once a day. Answers how many. */
  public CredentialAnswer<Integer> rotate() {
    return work.carryOut(state -> {
      List<SigningKey> due = work.signIns().rotateKeys(work.records(state));
      return due.isEmpty()
          ? Step.only(CredentialAnswer.done(0))
          : Step.put(
              new PutCredentials(List.copyOf(due), List.of(), null, null),
              CredentialWork.DESK,
              due.size());
    });
  }

  /** The public keys as a JWK set. */
  public String jwksJson() {
    return work.signIns().jwksJson(work.records(work.desk().snapshot()));
  }
}
