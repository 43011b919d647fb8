package dev.trestle.search;

/** Whether two words differ by few typing errors: a letter more, less, other, or two swapped. */
final class EditDistance {
  private EditDistance() {}

  static boolean within(String word, char[] chars, int begin, int length, int edits) {
    if (Math.abs(word.length() - length) > edits || length == 0 || word.charAt(0) != chars[begin]) {
      return false;
    }
    int[] beforeLast = new int[length + 1];
    int[] last = new int[length + 1];
    int[] row = new int[length + 1];
    for (int j = 0; j <= length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= length; j++) {
        char a = word.charAt(i - 1);
        char b = chars[begin + j - 1];
        int cost = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (a == b ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a == chars[begin + j - 2] && word.charAt(i - 2) == b;
        row[j] = swapped ? Math.min(cost, beforeLast[j - 2] + 1) : cost;
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[length] <= edits;
  }
}
