package io.throughline.ledger;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** What an error of SQLite means for the ledger. */
enum SqliteError {
  /** This one statement was wrong; the store is well. */
  STATEMENT,
  /** The disk or the system refuses; it may pass. */
  STORAGE,
  /** The file is not what was written. */
  DAMAGE;

  private static final int PRIMARY = 0xff;

  static SqliteError of(SQLException e) {
    int code = e.getErrorCode() & PRIMARY;
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return DAMAGE;
    }
    if (code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
        || code == SQLiteErrorCode.SQLITE_MISMATCH.code
        || code == SQLiteErrorCode.SQLITE_TOOBIG.code
        || code == SQLiteErrorCode.SQLITE_RANGE.code
        || code == SQLiteErrorCode.SQLITE_ERROR.code) {
      return STATEMENT;
    }
    return STORAGE;
  }
}
