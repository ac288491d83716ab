package example;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import org.junit.Test;

public class CsvSumTest {
    @Test
    public void numbersOfTheColumnCount() throws IOException {
        assertEquals(42, CsvSum.sum(new StringReader("name,size\n\"a,b\",40\nc,2\n"), "size"));
    }

    @Test
    public void noLinesGiveZero() throws IOException {
        assertEquals(0, CsvSum.sum(new StringReader("name,size\n"), "size"));
    }
}
