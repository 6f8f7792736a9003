import Facts
import SourceText
import Testing

@Suite struct KernelDocTests {
    private func parse(_ text: String) -> [KernelDoc] {
        KernelDoc.parse(text, file: TreePath(literal: "include/linux/x.h"))
    }

    @Test(
        arguments: [
            "* get_it() - does", "* get_it - does", "* get_it: does", "* get_it(): does",
            "* struct get_it - does", "* function get_it - does", "* get_it -does", "* get_it",
            "*   get_it()  -  does", "get_it() - does",
        ])
    func `a name is found in each shape`(line: String) {
        #expect(parse("/**\n \(line)\n */\n").map(\.name) == ["get_it"])
    }

    @Test(
        arguments: [
            "/*\n * get_it() - does\n */", "/** DOC: get_it() */", "/**\n * DOC: about it\n */",
            "/***\n * get_it() - does\n ***/", "// get_it() - does",
        ])
    func `other comments are none`(text: String) {
        #expect(parse(text) == [])
    }

    @Test func `members take their further lines, not the text after a blank line`() throws {
        let doc = try #require(
            parse(
                """
                /**
                 * struct ops - callbacks
                 * @first:	does this,
                 *		and then that
                 * @second: is
                 *
                 * It is not said of second.
                 */
                """
            ).first)
        #expect(doc.members == ["first": "does this, and then that", "second": "is"])
        #expect(doc.text.contains("It is not said of second."))
        #expect(doc.location.line == 1)
    }

    @Test func `comments inside of the struct belong to it`() throws {
        let docs = parse(
            """
            /**
             * struct ops - callbacks
             * @a: one
             */
            struct ops {
            	int a;
            	/** @b: two */
            	int b;
            	/**
            	 * @c: three
            	 *
            	 * Must return a
            	 * non-NULL pointer.
            	 */
            	int c;
            };
            """)
        let doc = try #require(docs.first)
        #expect(docs.count == 1)
        #expect(doc.members["a"] == "one")
        #expect(doc.members["b"] == "two")
        #expect(doc.members["c"] == "three Must return a non-NULL pointer.")
        #expect(doc.text.contains("Must return a non-NULL pointer."))
    }

    @Test func `characters beyond ASCII are kept, and their white space is white space`() {
        let docs = parse("/**\n * f() - does\u{a0}\n * @é: größer\u{2003}als\n */\n")
        #expect(docs.first?.members == ["é": "größer\u{2003}als"])
        #expect(docs.first?.text == "f() - does @é: größer als")
    }

    @Test func `lines that end in carriage returns are read as well`() {
        let docs = parse("/**\r\n * f() - does\r\n * @a: one\r\n */\r\nint f(int a);\r\n")
        #expect(docs.map(\.name) == ["f"])
        #expect(docs.first?.members == ["a": "one"])
    }

    @Test func `a comment that never ends is none`() {
        #expect(parse("/**\n * f() - does\n").isEmpty)
    }
}
