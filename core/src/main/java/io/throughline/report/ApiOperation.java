package io.throughline.report;

/**
 * A method and a path of an API.
 *
 * @param method in capitals
 * @param path of the specification with its templates in braces, or of a call as it was made
 */
public record ApiOperation(String method, String path) implements Comparable<ApiOperation> {
  @Override
  public int compareTo(ApiOperation other) {
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : method.compareTo(other.method);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
