package @package@;

import dev.trestle.sdk.record.DeskRecord;
import java.time.Instant;
import java.util.UUID;

/**
 * What a ticket waits for.
 *
 * @param id the ticket's
 * @param setAt when it was set, the last time
 * @param setBy the name of whoever set it
 */
record Hold(UUID id, int version, String reason, Instant setAt, String setBy)
    implements DeskRecord {}
