package io.throughline.source;

/** How a delivery came. The order is the order of trust: for the same version a poll wins. */
public enum Channel {
  WEBHOOK,
  UPLOAD,
  POLL
}
