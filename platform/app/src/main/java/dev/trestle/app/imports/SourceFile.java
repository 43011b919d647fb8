package dev.trestle.app.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file of comma-separated values with a header, plain or gzipped, read row by row. */
final class SourceFile implements AutoCloseable {
  private static final char REPLACEMENT = '\uFFFD';

  private final Path path;
  private final Counted counted;
  private final long size;
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> records;
  private final Map<String, Integer> columns;
  private final Consumer<DamagedRow> damaged;
  private long rows;
  private long lastLine;

  private SourceFile(
      Path path,
      Counted counted,
      CsvReader<CsvRecord> reader,
      List<String> needed,
      Consumer<DamagedRow> damaged)
      throws IOException {
    this.path = path;
    this.counted = counted;
    this.size = Files.size(path);
    this.reader = reader;
    this.records = reader.iterator();
    this.damaged = damaged;
    this.columns = header(needed);
  }

  /**
   * Opens a file and checks its header.
   *
   * @param needed the columns it must have
   * @param damaged hears of each row that is passed over
   */
  static SourceFile open(Path path, List<String> needed, Consumer<DamagedRow> damaged)
      throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new SourceRefused("There is no file " + path + ".");
    }
    Counted counted = new Counted(Files.newInputStream(path));
    try {
      InputStream plain =
          path.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
              ? new GZIPInputStream(counted, 1 << 16)
              : counted;
      return new SourceFile(
          path,
          counted,
          CsvReader.builder()
              .allowExtraFields(true)
              .allowMissingFields(true)
              .detectBomHeader(true)
              .ofCsvRecord(plain, StandardCharsets.UTF_8),
          needed,
          damaged);
    } catch (IOException | RuntimeException refused) {
      counted.close();
      throw refused;
    }
  }

  private Map<String, Integer> header(List<String> needed) throws IOException {
    CsvRecord header = record();
    if (header == null) {
      throw new SourceRefused(path + " is empty.");
    }
    Map<String, Integer> found = new LinkedHashMap<>();
    for (int i = 0; i < header.getFieldCount(); i++) {
      found.put(header.getField(i).strip(), i);
    }
    List<String> missing = needed.stream().filter(name -> !found.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new SourceRefused(
          path
              + " does not look like this kind of export: its header has no column \""
              + String.join("\", \"", missing)
              + "\".");
    }
    return found;
  }

  /** The next row that is whole; null at the end. */
  @Nullable SourceRow next() throws IOException {
    while (true) {
      CsvRecord record = record();
      if (record == null) {
        return null;
      }
      rows++;
      String flaw = flaw(record);
      if (flaw == null) {
        return new SourceRow(record.getStartingLineNumber(), columns, record.getFields());
      }
      damaged.accept(new DamagedRow(record.getStartingLineNumber(), flaw));
    }
  }

  private @Nullable String flaw(CsvRecord record) {
    if (record.getFieldCount() != columns.size()) {
      return "The row has "
          + record.getFieldCount()
          + " fields, the header "
          + columns.size()
          + ".";
    }
    for (int i = 0; i < record.getFieldCount(); i++) {
      if (record.getField(i).indexOf(REPLACEMENT) >= 0 || record.getField(i).indexOf('\0') >= 0) {
        return "Field " + (i + 1) + " is not text in UTF-8.";
      }
    }
    return null;
  }

  private @Nullable CsvRecord record() throws IOException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord record = records.next();
      lastLine = record.getStartingLineNumber();
      return record;
    } catch (UncheckedIOException | CsvParseException unreadable) {
      throw new SourceRefused(
          path
              + " cannot be read behind line "
              + lastLine
              + ": "
              + reason(unreadable)
              + ". The tickets well before it are taken in; mend the file and import it again.",
          unreadable);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** Rows seen so far, damaged ones included. */
  long rows() {
    return rows;
  }

  /** Bytes of the file read so far. */
  long position() {
    return counted.count;
  }

  /** Bytes the file has. */
  long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Counts what is read of the file itself, so that progress fits compressed files too. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
