package dev.trestle.domain.files;

/**
 * A durable file.
 *
 * @param attachmentId the public id under which it is fetched
 * @param fileName the name it was given, as it was given
 * @param contentType the media type to answer with, in lower case, without parameters
 * @param size bytes
 * @param sha256 the content's SHA-256, 64 lower-case hexadecimal digits
 */
public record StoredFile(
    String attachmentId, String fileName, String contentType, long size, String sha256) {}
