package dev.trestle.host.code;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The code of one class in less than half of its room. */
public final class PackedClass {
  private final int size;
  private final byte[] packed;

  private PackedClass(int size, byte[] packed) {
    this.size = size;
    this.packed = packed;
  }

  /** Packs the code of a class. */
  static PackedClass of(byte[] code) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(code);
      deflater.finish();
      // What cannot be packed grows by some bytes for each block.
      byte[] packed = new byte[code.length + code.length / 1_000 + 64];
      return new PackedClass(code.length, Arrays.copyOf(packed, deflater.deflate(packed)));
    } finally {
      deflater.end();
    }
  }

  /** Reads what {@link #write} wrote. */
  public static PackedClass read(DataInputStream in) throws IOException {
    int size = in.readInt();
    byte[] packed = new byte[in.readInt()];
    in.readFully(packed);
    return new PackedClass(size, packed);
  }

  /** Writes it, still packed. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(size);
    out.writeInt(packed.length);
    out.write(packed);
  }

  /** The code as it is defined. */
  public byte[] code() {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] code = new byte[size];
      if (inflater.inflate(code) != size) {
        throw new IllegalStateException("a class that was prepared is not whole");
      }
      return code;
    } catch (DataFormatException damaged) {
      throw new IllegalStateException("a class that was prepared is damaged", damaged);
    } finally {
      inflater.end();
    }
  }
}
