package dev.trestle.sdk.files;

import dev.trestle.sdk.promise.Experimental;
import java.util.UUID;

/**
 * A file of the desk.
 *
 * @param id what messages name it by, and {@code /files/<id>} once a ticket has it
 * @param name as it was stored
 * @param mediaType in lower case, without parameters
 * @param bytes its size
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 */
@Experimental(since = "0.1.0")
public record FileFacts(UUID id, String name, String mediaType, long bytes, String sha256) {}
