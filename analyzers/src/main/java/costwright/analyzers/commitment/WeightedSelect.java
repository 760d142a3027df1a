package costwright.analyzers.commitment;

/** Selection without sorting: which element is reached when elements are taken in order until a weight is used up. */
final class WeightedSelect {
    private WeightedSelect() {}

    /**
     * The key at which the weights, taken by descending key, first exceed {@code limit}; 0 when all together do not.
     * Rearranges both arrays.
     *
     * @param size how many elements of the arrays count
     */
    static double descending(double[] keys, double[] weights, int size, double limit) {
        int from = 0;
        int to = size;
        double taken = 0;
        while (from < to) {
            double pivot = median(keys[from], keys[(from + to) >>> 1], keys[to - 1]);
            double above = 0;
            int greater = from;
            int equal = from;
            int less = to;
            while (equal < less) {
                if (keys[equal] > pivot) {
                    above += weights[equal];
                    swap(keys, weights, greater++, equal++);
                } else if (keys[equal] < pivot) {
                    swap(keys, weights, equal, --less);
                } else {
                    equal++;
                }
            }
            if (taken + above > limit) {
                to = greater;
                continue;
            }
            double same = 0;
            for (int index = greater; index < less; index++) {
                same += weights[index];
            }
            taken += above + same;
            if (taken > limit) {
                return pivot;
            }
            from = less;
        }
        return 0;
    }

    private static double median(double first, double second, double third) {
        return Math.max(Math.min(first, second), Math.min(Math.max(first, second), third));
    }

    private static void swap(double[] keys, double[] weights, int one, int other) {
        double key = keys[one];
        keys[one] = keys[other];
        keys[other] = key;
        double weight = weights[one];
        weights[one] = weights[other];
        weights[other] = weight;
    }
}
