package dev.trestle.store.log;

import java.io.IOException;
import java.util.List;

/** The directory of a log: the only way to a disk here, so that tests can put a failing one in. */
interface LogFiles {

  /** The plain names of all files, sorted. */
  List<String> names() throws IOException;

  /** An empty file of this name; what was there is gone. */
  LogFile create(String name) throws IOException;

  LogFile open(String name) throws IOException;

  /** Renames atomically and replaces what had the new name. */
  void rename(String from, String to) throws IOException;

  /** Deletes the file if it exists. */
  void delete(String name) throws IOException;

  /** Returns when created, renamed and deleted names are on disk. */
  void syncNames() throws IOException;

  /** Bytes that can still be written, as far as the file system knows. */
  long usableBytes() throws IOException;

  /** The file as operators know it. */
  String path(String name);
}
