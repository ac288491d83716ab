package example;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Prints the sum of a column of a CSV file. */
public final class CsvSum {
    private CsvSum() {}

    /** Returns the sum of the numbers in a column. The first line has the names of the columns. */
    static long sum(Reader csv, String column) throws IOException {
        long total = 0;
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).build();
        for (CSVRecord line : format.parse(csv)) {
            total += Long.parseLong(line.get(column));
        }
        return total;
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(sum(new InputStreamReader(System.in, StandardCharsets.UTF_8), arguments[0]));
    }
}
