package dev.trestle.domain.log;

/** Stored bytes that were durable once are not what they were; names the place and the remedy. */
public final class LogDamaged extends LogException {

  private final String file;
  private final long offset;
  private final long sequence;

  /**
   * @param file the damaged file
   * @param offset the position inside the file
   * @param sequence the number of the entry that stands or should stand there
   * @param finding what is wrong, as a clause: "the payload fails its checksum"
   * @param remedy what an operator can do, as a sentence
   */
  public LogDamaged(String file, long offset, long sequence, String finding, String remedy) {
    super(
        "The commit log is damaged: in "
            + file
            + " at offset "
            + offset
            + " (entry "
            + sequence
            + ") "
            + finding
            + ". "
            + remedy,
        null);
    this.file = file;
    this.offset = offset;
    this.sequence = sequence;
  }

  public String file() {
    return file;
  }

  public long offset() {
    return offset;
  }

  public long sequence() {
    return sequence;
  }
}
