// Types of <listen-article> in JSX, for React 19: import "listen-to-article/react" once.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ListenArticle, ListenArticleAttributes, ListenArticleEventMap } from "./element.js";

type Handlers = {
  [Name in keyof ListenArticleEventMap as `on${Name}`]?: (event: ListenArticleEventMap[Name]) => void;
};

type Properties = Partial<Pick<ListenArticle, "request" | "apiKey" | "queue">>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "listen-article": DetailedHTMLProps<HTMLAttributes<ListenArticle>, ListenArticle> &
        Omit<ListenArticleAttributes, "queue"> &
        Properties &
        Handlers & { class?: string };
    }
  }
}
