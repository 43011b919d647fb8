package dev.trestle.domain.codec;

import java.lang.management.ManagementFactory;

/** Prints what reading and writing a typical ticket costs in CPU time. */
public final class CodecBenchmark {
  private static final int COUNT = 100_000;
  private static final RecordCodec<SampleTicket> CODEC = RecordCodec.of(SampleTicket.class);

  private CodecBenchmark() {}

  public static void main(String[] args) {
    byte[][] encoded = new byte[COUNT][];
    SampleTicket[] tickets = new SampleTicket[COUNT];
    long bytes = 0;
    for (int i = 0; i < COUNT; i++) {
      tickets[i] = SampleTicket.typical(i);
      encoded[i] = CODEC.encode(tickets[i]);
      bytes += encoded[i].length;
    }
    System.out.println("bytes per ticket " + bytes / COUNT);
    Sink out = new Sink();
    RecentValues recent = new RecentValues(1 << 14, 1 << 12);
    for (int round = 0; round < 12; round++) {
      long start = cpu();
      for (SampleTicket ticket : tickets) {
        out.reset();
        CODEC.encodeInto(ticket, out);
      }
      long encoding = cpu();
      for (int i = 0; i < COUNT; i++) {
        tickets[i] = CODEC.decode(encoded[i]);
      }
      long decoding = cpu();
      for (int i = 0; i < COUNT; i++) {
        tickets[i] = CODEC.decode(encoded[i], 0, encoded[i].length, recent);
      }
      long interning = cpu();
      System.out.printf(
          "encode %d ns, decode %d ns, decode with interning %d ns%n",
          (encoding - start) / COUNT,
          (decoding - encoding) / COUNT,
          (interning - decoding) / COUNT);
    }
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
