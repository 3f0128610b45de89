package io.throughline.warehouse;

/** The warehouse cannot answer or store; it can be rebuilt from the ledger. */
public final class WarehouseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WarehouseException(String message, Throwable cause) {
    super(message, cause);
  }
}
