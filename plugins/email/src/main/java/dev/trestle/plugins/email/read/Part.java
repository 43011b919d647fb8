package dev.trestle.plugins.email.read;

/**
 * A part of a message that has no parts itself.
 *
 * @param index among such parts, from zero, by which it is found again
 * @param unended whether no empty line ends the message's header, so that its first line that is no
 *     field begins the text
 * @param parent media type of the multipart around it; empty when it is the whole message
 * @param root whether it is what its multipart is about: not a later part of a multipart/related
 * @param alternative ordinal of the nearest multipart/alternative around it; 0 when there is none
 * @param kept the beginning of its decoded bytes; all of them when {@code whole}
 */
record Part(
    int index,
    boolean unended,
    Headers headers,
    Parameters type,
    Parameters disposition,
    String parent,
    boolean root,
    int alternative,
    byte[] kept,
    boolean whole,
    long size,
    String sha256) {
  String contentId() {
    return headers.first("Content-ID").strip().replaceAll("^<|>$", "");
  }

  String fileName() {
    String name = disposition.get("filename");
    return name.isEmpty() ? type.get("name") : name;
  }

  boolean isText() {
    return type.value().equals("text/plain") || type.value().equals("text/html");
  }

  /** Whether this is what the sender wrote, and not a file beside it. */
  boolean isBody() {
    return isText()
        && !disposition.value().equals("attachment")
        && fileName().isEmpty()
        && root
        && whole;
  }

  String characters() {
    return Charsets.decode(kept, type.get("charset"));
  }
}
