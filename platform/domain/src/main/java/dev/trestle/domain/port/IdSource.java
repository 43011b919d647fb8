package dev.trestle.domain.port;

import java.util.UUID;

/** Gives new ids: UUIDs of version 7, so that ids sort by the time they were made. */
@FunctionalInterface
public interface IdSource {
  UUID next();
}
