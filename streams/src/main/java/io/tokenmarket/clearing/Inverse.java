package io.tokenmarket.clearing;

/** Inverse of a small matrix by Gauss-Jordan elimination with partial pivoting. */
final class Inverse {
  private final double[][] left = new double[Book.MAX_TIERS][Book.MAX_TIERS];
  private final double[][] right = new double[Book.MAX_TIERS][Book.MAX_TIERS];
  private int size;

  void of(double[][] matrix, int n) {
    size = n;
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        left[r][c] = matrix[r][c];
        right[r][c] = r == c ? 1 : 0;
      }
    }
    for (int c = 0; c < n; c++) {
      bringPivot(c);
      divide(c);
      for (int r = 0; r < n; r++) {
        if (r != c && left[r][c] != 0) {
          subtract(r, c, left[r][c]);
        }
      }
    }
  }

  private void bringPivot(int column) {
    int best = column;
    for (int r = column + 1; r < size; r++) {
      if (Math.abs(left[r][column]) > Math.abs(left[best][column])) {
        best = r;
      }
    }
    swap(left, best, column);
    swap(right, best, column);
  }

  private static void swap(double[][] rows, int a, int b) {
    double[] row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }

  private void divide(int row) {
    double pivot = left[row][row];
    for (int c = 0; c < size; c++) {
      left[row][c] /= pivot;
      right[row][c] /= pivot;
    }
  }

  private void subtract(int row, int pivotRow, double factor) {
    for (int c = 0; c < size; c++) {
      left[row][c] -= factor * left[pivotRow][c];
      right[row][c] -= factor * right[pivotRow][c];
    }
  }

  void column(int c, double[] result) {
    for (int r = 0; r < size; r++) {
      result[r] = right[r][c];
    }
  }

  void times(double[] vector, double[] result) {
    for (int r = 0; r < size; r++) {
      double sum = 0;
      for (int c = 0; c < size; c++) {
        sum += right[r][c] * vector[c];
      }
      result[r] = sum;
    }
  }

  void transposedTimes(double[] vector, double[] result) {
    for (int c = 0; c < size; c++) {
      double sum = 0;
      for (int r = 0; r < size; r++) {
        sum += right[r][c] * vector[r];
      }
      result[c] = sum;
    }
  }
}
