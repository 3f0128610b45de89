package io.throughline.simulator.http;

/** How one system says no. */
public interface Manner {
  /** Its error body. */
  Reply error(int status, String text);

  /** What it answers to one request too many; without the headers of {@link #budget}. */
  Reply tooMany();

  /** Adds the headers that tell how much of the limit is left. */
  Reply budget(Reply reply, int limit, int seen);
}
