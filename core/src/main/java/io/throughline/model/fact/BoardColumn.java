package io.throughline.model.fact;

/**
 * That a status stands in a column of a board.
 *
 * @param key the source's number of the status
 * @param name the column's
 * @param place of the column, from 0 on the left
 */
public record BoardColumn(long boardId, String key, String name, int place) implements Member {
  @Override
  public long parentId() {
    return boardId;
  }
}
