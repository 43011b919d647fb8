package dev.trestle.domain.record;

import dev.trestle.domain.codec.Document;
import java.util.UUID;

/**
 * A plugin's record as the desk keeps it: named fields that need no code of the plugin's to be
 * stored, indexed and read back.
 *
 * @param extra all of its fields but these two
 */
public record NeutralRecord(UUID id, int version, Document extra) implements Stored {}
