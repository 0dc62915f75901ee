import IssueReading
import Newsprint

/// Of what is drawn on a PDF's pages: places are numbers, and boxes have their corners in order.
enum DrawingLaws {
    static func check(_ bytes: [UInt8]) throws(BrokenLaw) {
        var drawings = PDFDrawings(bytes, limit: 4)
        for page in 0..<4 {
            guard let drawing = drawings.drawing(ofPage: page) else { continue }
            for box in drawing.rules + drawing.frames + drawing.pictures {
                try hold(
                    box.x0.isFinite && box.y0.isFinite && box.x1.isFinite && box.y1.isFinite,
                    "\(box) is no place on page \(page)"
                )
                try hold(box.x0 <= box.x1 && box.y0 <= box.y1, "\(box) is inside out on page \(page)")
            }
        }
    }
}
